/**
 * A set of criteria (bộ tiêu chí) of the PAR INDEX: what units of one kind below one unit are scored by in a year. Fields
 * hold criteria, criteria hold components; only leaves are scored, and the points of all leaves make 100.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { UnitKind } from '../../registers/units/unit.ts';

/** Rates that are worked out from the volumes of the year. */
const volumeRates = ['onTime', 'online', 'postReceived', 'postReturned'] as const;
export type VolumeRate = (typeof volumeRates)[number];

/**
 * How a leaf comes to its points.
 *
 * - `free`: any number up to the maximum; - `passFail`: nothing or the maximum; - `steps`: one of some numbers
 * - `rate`: in proportion to a rate that is typed; a volume rate: to one that the volumes give
 * - `satisfaction`: in proportion to the satisfaction index of the unit, or to that of a factor
 */
export type Rule =
  | { readonly kind: 'free' | 'passFail' }
  /** Hundredths of a point, rising. */
  | { readonly kind: 'steps'; readonly steps: readonly number[] }
  | ({ readonly kind: 'rate' | VolumeRate } & RateEdges)
  | { readonly kind: 'satisfaction'; readonly factorId?: string | undefined };
export type RuleKind = Rule['kind'];

/** Hundredths of a percent: all points from the one on, none below the other. */
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
  ...volumeRates,
];

export interface CriteriaItem {
  /** Its place, and its name within the set: `1` a field, `1.2` a criterion, `1.2.3` a component. */
  readonly code: string;
  readonly title: Localized;
  /** Of a leaf, in hundredths of a point; that of an item above is the sum of its leaves. */
  readonly pointsMax?: number | undefined;
  /** Of a leaf. */
  readonly rule?: Rule | undefined;
  /** What counts as evidence, how points are taken off. */
  readonly note?: string | undefined;
  /** Held against the legal text; what is not says so wherever it is shown. */
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
  /** The unit that scores those right below it. */
  readonly ownerId: string;
  readonly kind: UnitKind;
  readonly year: number;
  /** The document that orders it; empty where there is none. */
  readonly source: string;
  /** The round whose results feed leaves of satisfaction. */
  readonly roundId?: string | undefined;
  /** Most that may be added or taken off in the year, in hundredths of a point. */
  readonly bonusMax: number;
  readonly penaltyMax: number;
  readonly deadlines: Deadlines;
  /** In the order of their codes. */
  readonly items: readonly CriteriaItem[];
}

/** Published, and open for scoring from then on. Only its deadlines, and who sees results, change after that. */
export interface CriteriaSet extends CriteriaContent {
  readonly id: string;
  /** Units that are scored, compared with each other. */
  readonly unitIds: readonly string[];
  readonly publishedAt: Date;
  readonly publishedBy: { readonly accountId: string; readonly name: string };
  /** Everybody reads its results. */
  readonly isPublic?: true | undefined;
  /** What of it is true, and that everything else is made up. */
  readonly madeUp?: Localized | undefined;
}

/** Hundredths of a point that all leaves together make. */
export const pointsInAll = 10_000;

export const codePattern = /^[1-9]\d?(?:\.[1-9]\d?){0,2}$/;

export function parentCode(code: string): string | undefined {
  const end = code.lastIndexOf('.');
  return end < 0 ? undefined : code.slice(0, end);
}

export function fieldCode(code: string): string {
  return code.split('.')[0]!;
}

/** Whether an item is the other one, or below it. */
export function isUnder(code: string, ancestor: string): boolean {
  return code === ancestor || code.startsWith(`${ancestor}.`);
}

/** 1, 1.2, 1.10, 2: by numbers, a parent before its children. */
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

/** Of a leaf or of an item above leaves, in hundredths of a point. */
export function pointsMaxOf(content: Pick<CriteriaContent, 'items'>, code: string): number {
  const below = leavesOf(content).filter((leaf) => isUnder(leaf.code, code));
  return below.reduce((sum, { pointsMax }) => sum + pointsMax, 0);
}

/** Whether nobody types its points: they come from elsewhere. */
export function isFed({ kind }: Rule): boolean {
  return kind === 'satisfaction' || isVolumeRate(kind);
}

export function isVolumeRate(kind: string): kind is VolumeRate {
  return volumeRates.some((rate) => rate === kind);
}
