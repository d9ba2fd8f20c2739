/** Errors that block the publication of a set of criteria. */
import {
  inOrder,
  leavesOf,
  parentCode,
  pointsInAll,
  type CriteriaContent,
  type CriteriaItem,
} from './criteria.ts';

export type CriteriaError =
  /**
   * - `twice`: two items with one code; - `noParent`: the item above it is missing; - `notALeaf`: points or a rule on
   *   an item that has others below it; - `noPoints`, `noRule`: a leaf without; - `stepTooHigh`: a step above the
   *   maximum
   */
  | {
      readonly kind: 'twice' | 'noParent' | 'notALeaf' | 'noPoints' | 'noRule' | 'stepTooHigh';
      readonly code: string;
    }
  /** Points of all leaves, in hundredths. */
  | { readonly kind: 'notAHundred'; readonly points: number }
  /** A leaf of satisfaction, but no round to feed it. */
  | { readonly kind: 'noRound'; readonly code: string }
  | { readonly kind: 'deadlinesOutOfOrder' };

/** @returns every error; empty: it may be published */
export function criteriaErrors(content: CriteriaContent): readonly CriteriaError[] {
  const codes = content.items.map(({ code }) => code);
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  const points = leavesOf(content).reduce((sum, { pointsMax }) => sum + pointsMax, 0);
  const days = Object.values(inStageOrder(content.deadlines));
  const isRising = days.every((day, index) => index === 0 || days[index - 1]! <= day);
  return [
    ...twice.map((code) => ({ kind: 'twice' as const, code })),
    ...content.items.flatMap((item) => itemErrors(item, content)),
    ...(points === pointsInAll ? [] : [{ kind: 'notAHundred' as const, points }]),
    ...(isRising ? [] : [{ kind: 'deadlinesOutOfOrder' as const }]),
  ];
}

function itemErrors(item: CriteriaItem, content: CriteriaContent): readonly CriteriaError[] {
  const { code, pointsMax, rule } = item;
  const above = parentCode(code);
  const isParent = content.items.some((other) => parentCode(other.code) === code);
  const has = (kind: Exclude<CriteriaError['kind'], 'notAHundred' | 'deadlinesOutOfOrder'>, so: boolean) =>
    so ? [{ kind, code }] : [];
  return [
    ...has('noParent', above !== undefined && !content.items.some((other) => other.code === above)),
    ...has('notALeaf', isParent && (pointsMax !== undefined || rule !== undefined)),
    ...has('noPoints', !isParent && pointsMax === undefined),
    ...has('noRule', !isParent && rule === undefined),
    ...has('stepTooHigh', rule?.kind === 'steps' && Math.max(...rule.steps) > (pointsMax ?? Infinity)),
    ...has('noRound', rule?.kind === 'satisfaction' && content.roundId === undefined),
  ];
}

function inStageOrder({ self, first, explanation, second }: CriteriaContent['deadlines']) {
  return { self, first, explanation, second };
}

/** Replaces the item with the given code, or adds one; in order. */
export function withItem(
  items: readonly CriteriaItem[],
  item: CriteriaItem,
  replaced?: string,
): readonly CriteriaItem[] {
  return inOrder([...items.filter(({ code }) => code !== replaced), item]);
}
