/**
 * Units that the rules propose by the scorecards of a year, once all of a group are locked. Scores are not sampled, so
 * they have no uncertainty.
 */
import type { YearResults } from '../scorecards/scorecardReader.ts';
import type { UnitResult } from '../scorecards/results.ts';
import { risesMax, type CandidateGroup } from './candidates.ts';
import type { Basis } from './commendation.ts';

/** @returns undefined while a scorecard of the group may still change, and for a unit without others to compare */
export function scoreCandidates(
  { year: { set }, results }: Pick<YearResults, 'year' | 'results'>,
  isAsked: (unitId: string) => boolean,
): CandidateGroup | undefined {
  if (results.length < 2 || results.some(({ stage }) => stage !== 'locked')) return undefined;
  const first = results.filter(({ rank }) => rank === 1);
  const gained = results
    .filter(({ change }) => change !== undefined && change.units > 0)
    .toSorted((one, other) => other.change!.units - one.change!.units)
    .slice(0, risesMax);
  const source = {
    vi: `${set.title.vi}, năm ${set.year}`,
    en: `${set.title['en'] ?? set.title.vi}, ${set.year}`,
  };
  const proposed = (rule: Basis['rule'], { unitId, score, of, change }: UnitResult) => ({
    unitId,
    basis: { rule, source, value: score.percent, of, ...(rule === 'scoreRose' && { change }) },
  });
  return {
    kind: set.kind,
    parentId: set.ownerId,
    isLevel: false,
    candidates: [
      ...first.map((one) => proposed('scoredFirst', one)),
      ...gained.map((one) => proposed('scoreRose', one)),
    ].filter(({ unitId }) => isAsked(unitId)),
  };
}
