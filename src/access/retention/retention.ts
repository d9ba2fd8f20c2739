/**
 * Retention periods that administrators may set: days, within bounds that the program can justify. Each module erases
 * its own data and asks here for the number of days.
 */
export const retentionKinds = [
  'stagedImports',
  'stagedImportBatches',
  'jobResults',
  'peopleLists',
  'caseOriginals',
  'followKeys',
  'pointDays',
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

export type RetentionDays = Readonly<Record<RetentionKind, number>>;

export interface RetentionBounds {
  /** Default, in days. */
  readonly usual: number;
  readonly min: number;
  readonly max: number;
  /**
   * Whether a change also applies to existing data; otherwise existing data keep the day that was announced to people.
   */
  readonly reachesBack: boolean;
}

export const retentionBounds: Readonly<Record<RetentionKind, RetentionBounds>> = {
  stagedImports: { usual: 7, min: 1, max: 30, reachesBack: true },
  stagedImportBatches: { usual: 1, min: 1, max: 7, reachesBack: false },
  jobResults: { usual: 7, min: 1, max: 30, reachesBack: false },
  /** The most that may be chosen when a list is imported. */
  peopleLists: { usual: 180, min: 30, max: 180, reachesBack: false },
  caseOriginals: { usual: 30, min: 7, max: 90, reachesBack: false },
  followKeys: { usual: 365, min: 90, max: 730, reachesBack: true },
  /** Detection of forged responses needs the last 70 days (collection/quality/lookForSigns.ts). */
  pointDays: { usual: 400, min: 100, max: 1100, reachesBack: true },
};

export const usualDays: RetentionDays = fromKinds((kind) => retentionBounds[kind].usual);

/** Data with a fixed retention period, for a reason that no setting overrides. */
export const fixedKinds = [
  'answers',
  'comments',
  'ledger',
  'audit',
  'codes',
  'paper',
  'sessions',
  'attempts',
  'accounts',
  'evidence',
  'publications',
  'savedViews',
  'eventMessages',
  'messageStops',
] as const;

export function fromKinds<Value>(of: (kind: RetentionKind) => Value): Record<RetentionKind, Value> {
  return Object.fromEntries(retentionKinds.map((kind) => [kind, of(kind)])) as Record<RetentionKind, Value>;
}

/** @returns the days to set; undefined when the text is not a number within the bounds */
export function daysTyped(kind: RetentionKind, typed: string): number | undefined {
  const { min, max } = retentionBounds[kind];
  const days = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  return days >= min && days <= max ? days : undefined;
}

export const hourMs = 60 * 60 * 1000;
export const dayMs = 24 * hourMs;
