import { choice, line, maybe, pick } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { flagKinds, SET_APART } from '../quality/flag.ts';
import { annulmentReasons } from './annulment.ts';
import { annulmentTexts } from './texts.ts';

export const annullableFlags = [SET_APART, ...flagKinds] as const;

/** Either a receipt, or a point with days and perhaps a flag. */
export const annulmentForm = form(annulmentTexts, {
  receipt: line(40),
  point: line(20),
  fromDay: line(10, { type: 'date' }),
  toDay: line(10, { type: 'date' }),
  flag: maybe(choice(['', ...annullableFlags], { optional: true })),
  reason: pick(annulmentReasons, { names: (t) => t.reasons, wrong: (t) => t.errors.reason }),
  note: line(500),
});
export type AnnulmentRequest = typeof annulmentForm.empty.typed;
