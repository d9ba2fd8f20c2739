/** The lists of a form as scales. */
import { severalMin } from '../surveys/soundness.ts';
import { noOpinionLevel, type Scale } from '../surveys/survey.ts';
import type { Form, FormChoice, FormItem, LeftOut } from './form.ts';
import { localized, textOf } from './formWords.ts';
import { inOrder, isNoneOfThese, isNoOpinion, isOrdered } from './scale.ts';
import { noOpinionName } from './xlsformNames.ts';

export const optionsMax = 30;

/** Whether a choice is rated on a scale, or is a characteristic of the respondent. */
export function isCriterion({ lists, items }: Form, item: FormItem): boolean {
  const list = lists.get(item.listId ?? '');
  if (item.isCriterion !== undefined || !list) return item.isCriterion ?? false;
  const users = items.filter(
    ({ kind, listId, isSeveral }) => kind === 'choice' && listId === item.listId && !isSeveral,
  );
  return list.choices.length <= optionsMax && (users.length > 1 || isOrdered(list));
}

/** Whether several may be chosen of fewer than a survey can have. */
export function isOfTooFew({ lists, own }: Form, { isSeveral, listId }: FormItem): boolean {
  const choices = lists.get(listId ?? '')?.choices ?? [];
  return isSeveral === true && !own && choices.filter((one) => !isNoneOfThese(one)).length < severalMin;
}

export interface ReadScale {
  readonly scale: Scale;
  /** Level by code of the choice. */
  readonly levels: ReadonlyMap<string, number>;
}

/** A list of which several may be chosen becomes a separate scale, even if other questions choose one from the same list. */
export function scaleKey({ listId = '', isSeveral = false }: Pick<FormItem, 'listId' | 'isSeveral'>): string {
  return isSeveral ? `${listId} several` : listId;
}

/** The lists of criteria as scales, and those that nothing uses but that are numbered like one. */
export function scalesOf(
  { lists, items, own }: Form,
  criteria: ReadonlySet<FormItem>,
  {
    isBestFirst,
    idOf,
    leftOut,
  }: { readonly isBestFirst: boolean; readonly idOf: (code: string) => string; readonly leftOut: LeftOut[] },
): ReadonlyMap<string, ReadScale> {
  const used = new Set([...criteria].map(scaleKey));
  const anywhere = new Set(items.map(({ listId }) => listId));
  const scales = new Map<string, ReadScale>();
  const wanted = [...lists].flatMap(([listId, list]) =>
    [false, true].map((isSeveral) => ({ listId, list, isSeveral, key: scaleKey({ listId, isSeveral }) })),
  );
  for (const { listId, list, isSeveral, key } of wanted) {
    if (!used.has(key) && (isSeveral || !own || anywhere.has(listId))) continue;
    const isOwnNone = ({ code }: FormChoice): boolean => code === noOpinionName;
    const without = list.choices.filter(own ? isOwnNone : isSeveral ? isNoneOfThese : isNoOpinion);
    const given = list.choices.filter((choice) => !without.includes(choice));
    const levels = isSeveral && !own ? given : inOrder(given, isBestFirst && !list.isWorstFirst);
    const scale: Scale = {
      id: idOf(listId),
      levels: levels.map(({ label }, index) => ({ level: index + 1, label: localized(label) })),
      ...(without[0] && { noOpinion: localized(without[0].label) }),
      ...(own ? own.scales.get(listId) : isSeveral && { unrated: true, several: true }),
    };
    scales.set(key, {
      scale,
      levels: new Map([
        ...levels.map(({ code }, index) => [code, index + 1] as const),
        ...without.map(({ code }) => [code, noOpinionLevel] as const),
      ]),
    });
    if (!own && !isSeveral)
      leftOut.push({
        place: list.place,
        what: `${listId}: ${levelWords(levels, without[0])}`,
        why: 'scaleOrder',
      });
    leftOut.push(...without.slice(1).map(({ code }) => ({ place: list.place, what: `${listId}: ${code}`, why: 'other' as const }))); // prettier-ignore
  }
  return scales;
}

function levelWords(levels: readonly FormChoice[], without: FormChoice | undefined): string {
  const numbered = [...(without ? [without] : []), ...levels];
  const first = without ? noOpinionLevel : 1;
  return numbered.map(({ code, label }, index) => `${index + first} = ${textOf(label) || code}`).join('; ');
}
