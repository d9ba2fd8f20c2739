/**
 * A set of criteria (bộ tiêu chí) of the PAR INDEX, which scores units of one kind below one unit in a year. Fields
 * hold criteria, criteria hold components; only leaves are scored, and the points of all leaves add up to 100.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { UnitKind } from '../../registers/units/unit.ts';

/** Rates computed from the caseloads of the year. */
const caseloadRates = ['onTime', 'online', 'postReceived', 'postReturned'] as const;
export type CaseloadRate = (typeof caseloadRates)[number];

/**
 * How a leaf gets its points.
 *
 * - `free`: any number up to the maximum; - `passFail`: nothing or the maximum; - `steps`: one of some numbers
 * - `rate`: in proportion to a typed rate; a volume rate: to one computed from caseloads
 * - `satisfaction`: in proportion to the unit's satisfaction index, or to that of a factor
 */
export type Rule =
  | { readonly kind: 'free' | 'passFail' }
  /** Hundredths of a point, ascending. */
  | { readonly kind: 'steps'; readonly steps: readonly number[] }
  | ({ readonly kind: 'rate' | CaseloadRate } & RateEdges)
  | { readonly kind: 'satisfaction'; readonly factorId?: string | undefined };
export type RuleKind = Rule['kind'];

/** Hundredths of a percent: full points from `fullAt` on, none below `zeroBelow`. */
export interface RateEdges {
  readonly fullAt: number;
  readonly zeroBelow: number;
}

export const ruleKinds: readonly RuleKind[] = [
  'free',
  'passFail',
  'steps',
  'rate',
  'satisfaction',
  ...caseloadRates,
];

export interface CriteriaItem {
  /** Its position, and its id within the set: `1` a field, `1.2` a criterion, `1.2.3` a component. */
  readonly code: string;
  readonly title: Localized;
  /** For leaves, in hundredths of a point; an item above has the sum of its leaves. */
  readonly pointsMax?: number | undefined;
  /** For leaves. */
  readonly rule?: Rule | undefined;
  /** What counts as evidence, and how points are deducted. */
  readonly note?: string | undefined;
  /** Checked against the legal text; an unconfirmed item is marked so wherever it is shown. */
  readonly isConfirmed: boolean;
}

export interface Leaf extends CriteriaItem {
  readonly pointsMax: number;
  readonly rule: Rule;
}

/** Last days, `YYYY-MM-DD`, each not before the one above it. */
export interface Deadlines {
  readonly self: string;
  readonly first: string;
  readonly explanation: string;
  readonly second: string;
}

export interface CriteriaContent {
  readonly title: Localized;
  /** The unit that scores the units directly below it. */
  readonly ownerId: string;
  readonly kind: UnitKind;
  readonly year: number;
  /** The document that prescribes it; empty where there is none. */
  readonly source: string;
  /** The round whose results feed the leaves of satisfaction. */
  readonly roundId?: string | undefined;
  /** Maximum bonus in the year, in hundredths of a point; `penaltyMax` alike. */
  readonly bonusMax: number;
  readonly penaltyMax: number;
  readonly deadlines: Deadlines;
  /** Ordered by code. */
  readonly items: readonly CriteriaItem[];
}

/** Published, and open for scoring. After that, only its deadlines and the visibility of its results change. */
export interface CriteriaSet extends CriteriaContent {
  readonly id: string;
  /** The scored units, which are compared with each other. */
  readonly unitIds: readonly string[];
  readonly publishedAt: Date;
  readonly publishedBy: { readonly accountId: string; readonly name: string };
  /** Its results are public. */
  readonly isPublic?: true | undefined;
  /** Which part of it is true, and that the rest is made up. */
  readonly madeUp?: Localized | undefined;
}

/** Sum over all leaves, in hundredths of a point. */
export const pointsInAll = 10_000;

export const codePattern = /^[1-9]\d?(?:\.[1-9]\d?){0,2}$/;

export function parentCode(code: string): string | undefined {
  const end = code.lastIndexOf('.');
  return end < 0 ? undefined : code.slice(0, end);
}

export function fieldCode(code: string): string {
  return code.split('.')[0]!;
}

/** Whether an item equals the other one or is below it. */
export function isUnder(code: string, ancestor: string): boolean {
  return code === ancestor || code.startsWith(`${ancestor}.`);
}

/** 1, 1.2, 1.10, 2: numerically, a parent before its children. */
export function inOrder<Item extends { readonly code: string }>(items: readonly Item[]): readonly Item[] {
  const key = ({ code }: Item): string =>
    code
      .split('.')
      .map((part) => part.padStart(3, '0'))
      .join('.');
  return items.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

export function leavesOf({ items }: Pick<CriteriaContent, 'items'>): readonly Leaf[] {
  const parents = new Set(items.map(({ code }) => parentCode(code)));
  return items.filter(
    (item): item is Leaf =>
      !parents.has(item.code) && item.pointsMax !== undefined && item.rule !== undefined,
  );
}

export function fieldsOf({ items }: Pick<CriteriaContent, 'items'>): readonly CriteriaItem[] {
  return items.filter(({ code }) => parentCode(code) === undefined);
}

/** For a leaf or an item above leaves, in hundredths of a point. */
export function pointsMaxOf(content: Pick<CriteriaContent, 'items'>, code: string): number {
  const below = leavesOf(content).filter((leaf) => isUnder(leaf.code, code));
  return below.reduce((sum, { pointsMax }) => sum + pointsMax, 0);
}

/** Whether its points come from elsewhere, so that nobody types them. */
export function isFed({ kind }: Rule): boolean {
  return kind === 'satisfaction' || isCaseloadRate(kind);
}

export function isCaseloadRate(kind: string): kind is CaseloadRate {
  return caseloadRates.some((rate) => rate === kind);
}
