/**
 * A list of commendations (danh sách khen thưởng): units and people that a decision commends for a year. Rules propose
 * units (candidates.ts); people choose, add what no rule can know, and record the decision. That locks the list until
 * it is reopened, which the audit records.
 */
import type { Actor } from '../../access/audit/entry.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { Decimal } from '../../statistics/estimation/rounding.ts';

/**
 * From a publication: - `topSet`: may be first in its group and cannot be last; - `rose`: its rise is statistically
 * significant. From locked scorecards: - `scoredFirst`: ranks first; - `scoreRose`: gained most
 */
export const rules = ['topSet', 'rose', 'scoredFirst', 'scoreRose'] as const;
type Rule = (typeof rules)[number];

/** The facts behind a rule's proposal; they are stored unchanged. */
export interface Basis {
  readonly rule: Rule;
  /** Source of the figures, in words. */
  readonly source: Localized;
  /** Percent. */
  readonly value: Decimal;
  /** Number of compared units. */
  readonly of: number;
  /** Its rank confidence set. */
  readonly ranks?: { readonly low: number; readonly up: number } | undefined;
  /** Its rise, in percentage points. */
  readonly change?: Decimal | undefined;
}

export interface Collective {
  readonly unitId: string;
  /** Its name at that time. */
  readonly name: Localized;
  /** In the words of staff; empty where the rule is reason enough. */
  readonly reason: string;
  readonly basis?: Basis | undefined;
}

/** Names are stored here only: not in the audit, not on a public page. */
export interface Individual {
  readonly id: string;
  readonly name: string;
  /** Position and office. */
  readonly post: string;
  readonly reason: string;
}

interface Decision {
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  /** Who signed it: a position. */
  readonly by: string;
}

export interface CommendationList {
  readonly id: string;
  readonly title: string;
  /** Its subunits and their people are commended. */
  readonly unitId: string;
  readonly year: number;
  /** The publication that the rules use. */
  readonly publicationId?: string | undefined;
  readonly state: 'draft' | 'recorded';
  readonly collectives: readonly Collective[];
  readonly individuals: readonly Individual[];
  readonly decision?: Decision | undefined;
  readonly madeAt: Date;
  readonly madeBy: Actor;
  /** Changes with every change of the list. */
  readonly version: string;
  /** Which part of it is true, and that the rest is made up. */
  readonly madeUp?: Localized | undefined;
}

export const collectivesMax = 200;
export const individualsMax = 500;
