/** Input of the forms of alerts, and the checks that need no rounds. */
import { choice, line, maybe } from '../../platform/web/fields.ts';
import { form, type MaybeErrors } from '../../platform/web/form.ts';
import { watchedRates, watchKinds, type WatchedRate, type WatchKind } from './alert.ts';
import { alertTexts, type AlertTexts } from './texts.ts';
import { percentHundredths } from '../../platform/text/percentInput.ts';

/** Fields that the kind does not need are empty. */
export const alertForm = form(alertTexts, {
  unit: maybe(line(100)),
  kind: maybe(line(100, { label: (t) => t.watch, optional: false })),
  index: maybe(line(2000, { optional: false })),
  round: maybe(line(100, { hint: (t) => t.indexHint, optional: false })),
  rate: maybe(line(100, { optional: false })),
  below: maybe(line(100, { inputmode: 'decimal', optional: false })),
  casesMin: maybe(line(100, { inputmode: 'numeric', optional: false })),
  mail: maybe(choice(['', 'yes'])),
});
export type TypedAlert = typeof alertForm.empty.typed;

/** Unit and kind, before the further fields are shown. */
export const whereFields = { unit: line(100), kind: line(100) };

export function isWatchKind(text: string): text is WatchKind {
  return watchKinds.some((kind) => kind === text);
}

/** Fields that a kind needs in addition to the unit. */
export const askedBy: Readonly<Record<WatchKind, readonly (keyof TypedAlert)[]>> = {
  indexBelow: ['index', 'below'],
  indexFell: ['index'],
  responseLow: ['round', 'below'],
  rateBelow: ['rate', 'below'],
  casesOverdue: ['casesMin'],
  kioskSilent: [],
};

export interface Judged {
  readonly belowHundredths: number;
  readonly casesMin: number;
  readonly rate: WatchedRate;
  readonly errors: MaybeErrors;
}

export function judge(
  sent: TypedAlert,
  kind: WatchKind,
  { email, t }: { email: string | undefined; t: AlertTexts },
): Judged {
  const asked = askedBy[kind];
  const belowHundredths = percentHundredths(sent.below);
  const casesMin = /^[1-9]\d{0,3}$/.test(sent.casesMin) ? Number(sent.casesMin) : undefined;
  const rate = watchedRates.find((one) => one === sent.rate);
  return {
    belowHundredths: belowHundredths ?? 0,
    casesMin: casesMin ?? 0,
    rate: rate ?? 'item52',
    errors: {
      below: asked.includes('below') && belowHundredths === undefined && t.errors.below,
      casesMin: asked.includes('casesMin') && casesMin === undefined && t.errors.casesMin,
      rate: asked.includes('rate') && rate === undefined && t.errors.rate,
      mail: sent.mail !== '' && email === undefined && t.errors.mail,
    },
  };
}
