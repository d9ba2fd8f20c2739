/** Input of the pages of the public postal service. */
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { matching, optional, parsed } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import type { Way } from './share.ts';
import { postalServiceTexts } from './texts.ts';

/** A year; empty means the newest. */
export const yearField = { year: matching(/^(20\d\d)?$/) };

/** The years to choose from, and the one that is shown. */
export function yearChoice(label: string, { year, years }: { year: string; years: readonly string[] }) {
  return { id: 'year', label, value: year, options: years.map((one) => ({ value: one, label: one })) };
}

/** Targets of a unit in a year, each of which may be missing. */
export const targetForm = form(
  postalServiceTexts,
  { received: shareField('received'), returned: shareField('returned') },
  { hidden: { year: matching(/^20\d\d$/) } },
);

function shareField(way: Way) {
  return optional(
    parsed(20, shareHundredths, {
      label: (t: (typeof postalServiceTexts)['vi']) => t.targets[way],
      hint: (t) => t.targetHint,
      inputmode: 'decimal',
      wrong: (t) => t.error,
    }),
  );
}

/** "40", "40,5", "40.25 %". @returns hundredths of a percent; undefined when it is none */
function shareHundredths(text: string): number | undefined {
  const hundredths = hundredthsOf(text);
  return hundredths !== undefined && hundredths <= 10_000 ? hundredths : undefined;
}
