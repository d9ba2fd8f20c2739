/** Scores of units and years, read for pages, reports and improvement actions. */
import type { CriteriaSet } from './criteria.ts';
import { feedReader } from './feeds.ts';
import { percentRounded, type Decimal } from '../../statistics/estimation/rounding.ts';
import { scoreOf } from './points.ts';
import { resultsOfYear, type ScoredYear, type UnitResult } from './results.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export interface YearResults {
  readonly year: ScoredYear;
  readonly before?: ScoredYear | undefined;
  /** Best first. */
  readonly results: readonly UnitResult[];
}

/** A criterion of a unit in a year: a possible target of an improvement action. */
export interface ScorecardFigure {
  /** Hundredths of a point. */
  readonly points: number;
  readonly pointsMax: number;
  readonly percent: Decimal;
  /** The scorecard is locked and no longer changes. */
  readonly isFinal: boolean;
  /** Set of its page, for readers who may see it. */
  readonly setId: string;
  /** The results of its set are public. */
  readonly isPublic: boolean;
}

export function scorecardReader(options: RoundsRoutesOptions) {
  const { stores } = options;
  const feedsOf = feedReader(options);

  async function scored(set: CriteriaSet): Promise<ScoredYear> {
    const scorecards = await stores.scorecards.listOf(set);
    const isLocked = scorecards.every(({ stage }) => stage === 'locked');
    const feeds = isLocked ? undefined : await feedsOf(set);
    const units = scorecards.map((scorecard) => {
      const fed = scorecard.stage === 'locked' ? undefined : feeds?.(scorecard.unitId);
      return { scorecard, score: scoreOf(set, scorecard, fed ?? new Map()) };
    });
    return { set, units };
  }

  async function resultsOf(set: CriteriaSet): Promise<YearResults> {
    const sets = await stores.criteriaSets.list();
    const earlier = sets.find(
      ({ ownerId, kind, year }) => ownerId === set.ownerId && kind === set.kind && year === set.year - 1,
    );
    const [year, before] = await Promise.all([scored(set), earlier && scored(earlier)]);
    return { year, before, results: resultsOfYear(year, before) };
  }

  async function setOf(unitId: string, year: number): Promise<CriteriaSet | undefined> {
    const sets = await stores.criteriaSets.list();
    return sets.find((set) => set.year === year && set.unitIds.includes(unitId));
  }

  return {
    resultsOf,
    /** @param criterionId its number in the set, for a leaf or an item above leaves @returns undefined where there is none */
    async scorecardFigure(
      unitId: string,
      year: number,
      criterionId: string,
    ): Promise<ScorecardFigure | undefined> {
      const set = await setOf(unitId, year);
      if (!set) return undefined;
      const { score, scorecard } = (await scored(set)).units.find((one) => one.scorecard.unitId === unitId)!;
      const leaves = score.leaves.filter(
        ({ leaf, isLeftOut }) => !isLeftOut && `${leaf.code}.`.startsWith(`${criterionId}.`),
      );
      if (leaves.length === 0) return undefined;
      const points = leaves.reduce((sum, one) => sum + (one.points ?? 0), 0);
      const pointsMax = leaves.reduce((sum, { leaf }) => sum + leaf.pointsMax, 0);
      const isFinal = scorecard.stage === 'locked';
      const percent = percentRounded(points, pointsMax, 2);
      return { points, pointsMax, percent, isFinal, setId: set.id, isPublic: set.isPublic === true };
    },
  };
}
