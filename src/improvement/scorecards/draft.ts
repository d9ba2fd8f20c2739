import type { Draft } from '../../design/drafts/draft.ts';
import type { CriteriaContent } from './criteria.ts';

/** A set of criteria in preparation: it may be invalid, its errors are shown on every view, and nothing is scored by it. */
export type CriteriaDraft = Draft<CriteriaContent>;

/** The start of a new set: last year's set or an example, moved on by a year, without what belongs to one year only. */
export function startOf(
  {
    title,
    source,
    bonusMax,
    penaltyMax,
    items,
  }: Omit<CriteriaContent, 'ownerId' | 'kind' | 'year' | 'deadlines'>,
  { ownerId, kind, year }: Pick<CriteriaContent, 'ownerId' | 'kind' | 'year'>,
): CriteriaContent {
  return {
    title,
    source,
    bonusMax,
    penaltyMax,
    items,
    ownerId,
    kind,
    year,
    deadlines: {
      self: `${year + 1}-01-15`,
      first: `${year + 1}-02-15`,
      explanation: `${year + 1}-02-28`,
      second: `${year + 1}-03-31`,
    },
  };
}
