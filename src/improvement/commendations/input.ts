/** The forms of commendations. */
import { choice, day, line, maybe } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { rules } from './commendation.ts';
import { commendationTexts, type CommendationTexts } from './texts.ts';

/** A line that is required, and must fit into a printed list. */
const printed = { missing: (t: CommendationTexts) => t.errors.missing, most: 300 };

export const listForm = form(commendationTexts, {
  title: line(5000, { ...printed, label: (t) => t.name, hint: (t) => t.nameHint }),
  unit: line(5000),
  year: line(5000, { inputmode: 'numeric', optional: false, wrong: yearError }),
  publication: line(5000),
});

function yearError(year: string, t: CommendationTexts): string | false {
  return !/^(?:19|20)\d\d$/.test(year) && t.errors.year;
}

/** A unit, by a rule or for the reason that is given. */
export const collectiveForm = form(
  commendationTexts,
  {
    unit: line(5000, { label: (t) => t.otherUnit, hint: false }),
    unitReason: maybe(line(5000, { label: (t) => t.reason, hint: (t) => t.reasonHint, optional: false })),
  },
  { hidden: { rule: maybe(choice(['', ...rules])) } },
);
/** The reason, where the unit is not proposed by a rule. */
export const reasonField = line<CommendationTexts>(5000, printed);

export const individualForm = form(commendationTexts, {
  name: line(5000, { ...printed, label: (t) => t.fullName, hint: false }),
  post: line(5000, printed),
  reason: line(5000, { ...printed, hint: false }),
});

export const decisionForm = form(
  commendationTexts,
  { number: line(5000, printed), on: day({ wrong: (t) => t.errors.day }), by: line(5000, printed) },
  { hidden: { version: line(5000) } },
);

/** What is taken off a list. */
export const removedUnit = { unit: line(5000) };
export const removedIndividual = { individual: line(5000) };
