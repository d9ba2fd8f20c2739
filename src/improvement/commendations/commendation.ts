/**
 * A list of commendations (danh sách khen thưởng): units and people whom a decision commends for a year. Rules propose
 * units (candidates.ts); people choose, add whom no rule can know, and record the decision. From then on it stands, until
 * somebody reopens it, which the audit tells.
 */
import type { Actor } from '../../access/audit/entry.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { Decimal } from '../../statistics/estimation/rounding.ts';

/**
 * Of a publication: - `topSet`: may be the first of its like, and cannot be the last; - `rose`: its rise is statistically significant.
 * Of locked scorecards: - `scoredFirst`: has the first place; - `scoreRose`: gained most
 */
export const rules = ['topSet', 'rose', 'scoredFirst', 'scoreRose'] as const;
export type Rule = (typeof rules)[number];

/** What a rule went by when it proposed a unit; kept as it was. */
export interface Basis {
  readonly rule: Rule;
  /** What the figures are taken from, in words. */
  readonly source: Localized;
  /** Percent. */
  readonly value: Decimal;
  /** Units that were compared. */
  readonly of: number;
  /** The places that it may hold. */
  readonly places?: { readonly low: number; readonly up: number } | undefined;
  /** Percentage points that it rose by. */
  readonly change?: Decimal | undefined;
}

export interface Collective {
  readonly unitId: string;
  /** As it was called then. */
  readonly name: Localized;
  /** In words of staff; empty where a rule says enough. */
  readonly reason: string;
  readonly basis?: Basis | undefined;
}

/** Named here and nowhere else: not in the audit, not on a public page. */
export interface Individual {
  readonly id: string;
  readonly name: string;
  /** With the office. */
  readonly post: string;
  readonly reason: string;
}

export interface Decision {
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  /** Who signed it: a post. */
  readonly by: string;
}

export interface CommendationList {
  readonly id: string;
  readonly title: string;
  /** Whose subordinate units and people are commended. */
  readonly unitId: string;
  readonly year: number;
  /** Where rules look. */
  readonly publicationId?: string | undefined;
  readonly state: 'draft' | 'recorded';
  readonly collectives: readonly Collective[];
  readonly individuals: readonly Individual[];
  readonly decision?: Decision | undefined;
  readonly madeAt: Date;
  readonly madeBy: Actor;
  /** Another one after each change. */
  readonly version: string;
  /** What of it is true, and that the rest is made up. */
  readonly madeUp?: Localized | undefined;
}

export const collectivesMax = 200;
export const individualsMax = 500;
