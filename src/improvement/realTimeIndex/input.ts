/** Input of the page of group 5, and points entered by hand. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { itemMaximum } from '../../statistics/estimation/realTimeIndex.ts';
import { readFields } from '../../platform/web/input.ts';
import { enteredNames, type EnteredItem, type EnteredName } from './entered.ts';
import type { IndexTexts } from './texts.ts';

const sourceLengthMax = 300;

/** As typed: the year, and points and source of each item. */
export type SentItems = Readonly<Record<'year' | 'points51' | 'source51' | 'points53' | 'source53', string>>;
export type FieldName = Exclude<keyof SentItems, 'year'>;

export function fieldsOf(item: EnteredName): { readonly points: FieldName; readonly source: FieldName } {
  return item === '5.1'
    ? { points: 'points51', source: 'source51' }
    : { points: 'points53', source: 'source53' };
}

/** @throws Problem malformed */
export async function readSentItems(req: Request): Promise<SentItems> {
  const typed = (name: FieldName, lengthMax: number) =>
    body(name).isString().isLength({ max: lengthMax }).trim();
  return (await readFields(req, [
    body('year').matches(/^20\d\d$/),
    ...enteredNames.flatMap((item) => [
      typed(fieldsOf(item).points, 20),
      typed(fieldsOf(item).source, 10_000),
    ]),
  ])) as SentItems;
}

/** Without points and source, the item has no entry. */
export function itemsOf(sent: SentItems, t: IndexTexts) {
  const items: Partial<Record<EnteredName, EnteredItem>> = {};
  const errors: Partial<Record<FieldName, string>> = {};
  for (const item of enteredNames) {
    const { points, source } = fieldsOf(item);
    if (sent[points] === '' && sent[source] === '') continue;
    const hundredths = hundredthsOf(sent[points]);
    if (hundredths === undefined || hundredths > itemMaximum[item] * 100) {
      errors[points] = t.errors.points({ maximum: itemMaximum[item] });
    }
    if (sent[source] === '') errors[source] = t.errors.source;
    if (sent[source].length > sourceLengthMax) errors[source] = t.errors.tooLong({ max: sourceLengthMax });
    items[item] = { hundredths: hundredths ?? 0, source: sent[source] };
  }
  return { items, errors };
}

/** "4", "4,5", "4.25". */
function hundredthsOf(text: string): number | undefined {
  const [, whole, fraction = ''] = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}
