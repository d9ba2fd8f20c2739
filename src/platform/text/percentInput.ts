/**
 * A typed percentage such as "95", "95,5" or "95.25 %", in hundredths of a percent.
 *
 * @returns undefined unless it is above 0 and at most 100, with at most two decimals
 */
export function percentHundredths(text: string): number | undefined {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return hundredths > 0 && hundredths <= 10_000 ? hundredths : undefined;
}
