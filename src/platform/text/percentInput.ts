/** A typed number such as "12", "12,5" or "12.25 %", in hundredths; undefined for anything else. */
export function hundredthsOf(text: string): number | undefined {
  const [, whole, fraction = ''] = /^(\d{1,5})(?:[.,](\d{1,2}))?\s*%?$/.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/**
 * A typed percentage such as "95", "95,5" or "95.25 %", in hundredths of a percent.
 *
 * @returns undefined unless it is above 0 and at most 100, with at most two decimals
 */
export function percentHundredths(text: string): number | undefined {
  const hundredths = hundredthsOf(text) ?? 0;
  return hundredths > 0 && hundredths <= 10_000 ? hundredths : undefined;
}
