/** The forms of improvement actions. */
import { percentHundredths } from '../../platform/text/percentInput.ts';
import { choice, day, line, maybe, paragraph, parsed } from '../../platform/web/fields.ts';
import { form, type MaybeErrors } from '../../platform/web/form.ts';
import { improvementActionStates } from './improvementAction.ts';
import { improvementActionTexts, type ImprovementActionTexts } from './texts.ts';

/** Long enough for a promise, short enough for a public page of ten. */
const promise = { missing: (t: ImprovementActionTexts) => t.errors.missing, most: 500 };

/** The round and the unit, which are chosen first. */
export const whereFields = { round: line(100), unit: line(100) };

/** Criterion and its target are both empty where no criterion is chosen. */
export const improvementActionForm = form(improvementActionTexts, {
  ...whereFields,
  weakPoint: line(120),
  what: paragraph(10_000, promise),
  who: line(10_000, promise),
  until: day({ wrong: (t) => t.errors.day }),
  target: parsed(20, percentHundredths, { inputmode: 'decimal', wrong: (t) => t.errors.target }),
  criterion: maybe(line(40)),
  criterionTarget: maybe(line(40, { inputmode: 'decimal' })),
});
export type TypedImprovementAction = typeof improvementActionForm.empty.typed;

/** The checks over several fields that do not need the round. */
export function promiseErrors(
  { until, criterion, criterionTarget }: TypedImprovementAction,
  today: string,
  { errors: t }: ImprovementActionTexts,
): MaybeErrors {
  return {
    until: until < today && t.pastDay,
    criterion: criterion === '' && criterionTarget !== '' && t.criterion,
    criterionTarget: criterion !== '' && !percentHundredths(criterionTarget) && t.target,
  };
}

export const noteForm = form(improvementActionTexts, {
  text: paragraph(10_000, { ...promise, label: (t) => t.noteText, hint: (t) => t.noteHint }),
  evidence: line(1000, {
    type: 'url',
    wrong: (address, t) => address !== '' && !isWebAddress(address) && t.errors.evidence,
  }),
  state: choice(improvementActionStates, { names: (t) => t.states }),
});

/** It becomes a link on a public page, so it must be a web address. */
function isWebAddress(text: string): boolean {
  return text.length <= 300 && /^https?:\/\/[^\s@]+$/.test(text) && URL.canParse(text);
}
