/** Input of the page of group 5, and points entered by hand. */
import { itemMaximum } from '../../statistics/estimation/realTimeIndex.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { line, matching } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { enteredNames, type EnteredItem, type EnteredName } from './entered.ts';
import { indexTexts } from './texts.ts';

type Texts = (typeof indexTexts)['vi'];

const pointsField = (item: EnteredName) =>
  line(20, { label: (t: Texts) => t.points({ item, maximum: itemMaximum[item] }), inputmode: 'decimal' });
const sourceField = (item: EnteredName) =>
  line(10_000, {
    label: (t: Texts) => t.sourceOf({ item }),
    hint: (t) => t.sourceHint,
    most: 300,
  });

/** Points and source of each item. */
export const itemsForm = form(
  indexTexts,
  {
    points51: pointsField('5.1'),
    source51: sourceField('5.1'),
    points53: pointsField('5.3'),
    source53: sourceField('5.3'),
  },
  { hidden: { year: matching(/^20\d\d$/) } },
);
export type TypedItems = typeof itemsForm.empty.typed;

export function namesOf(item: EnteredName) {
  return item === '5.1'
    ? ({ points: 'points51', source: 'source51' } as const)
    : ({ points: 'points53', source: 'source53' } as const);
}

/** Without points and source, the item has no entry. */
export function itemsOf(sent: TypedItems, t: Texts) {
  const items: Partial<Record<EnteredName, EnteredItem>> = {};
  const errors: Record<string, string> = {};
  for (const item of enteredNames) {
    const { points, source } = namesOf(item);
    if (sent[points] === '' && sent[source] === '') continue;
    const hundredths = hundredthsOf(sent[points]);
    if (hundredths === undefined || hundredths > itemMaximum[item] * 100) {
      errors[points] = t.errors.points({ maximum: itemMaximum[item] });
    }
    if (sent[source] === '') errors[source] = t.errors.source;
    items[item] = { hundredths: hundredths ?? 0, source: sent[source] };
  }
  return { items, errors };
}
