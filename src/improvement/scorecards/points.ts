/** From leaves to a percent. Points are whole hundredths, so that adding up a sheet by hand gives the shown sum. */
import assert from 'node:assert/strict';
import { percentRounded, rounded, type Decimal } from '../../statistics/estimation/rounding.ts';
import { fieldCode, fieldsOf, leavesOf, type CriteriaSet, type Leaf, type RateEdges } from './criteria.ts';
import { leafScore, standing, type Adjustment, type FedSource, type Scorecard } from './scorecard.ts';

/**
 * Points of a leaf in proportion to a rate.
 *
 *     r < zeroBelow: 0;   r ≥ fullAt: max;   else max · r / fullAt        (r = done/of)
 *
 * @param pointsMax hundredths of a point
 * @returns hundredths of a point, rounded half up
 * @throws AssertionError when `of` is 0 or `done` exceeds it: a caller's bug
 * @see docs/methodology.md, section 1.5; no legal text confirms that the rate is cut at both edges
 */
export function pointsOfRate(
  { done, of }: { readonly done: number; readonly of: number },
  { fullAt, zeroBelow }: RateEdges,
  pointsMax: number,
): number {
  assert(of > 0 && done >= 0 && done <= of, `${done} of ${of}`);
  const reached = BigInt(done) * 10_000n;
  if (reached < BigInt(zeroBelow) * BigInt(of)) return 0;
  if (reached >= BigInt(fullAt) * BigInt(of)) return pointsMax;
  return rounded(BigInt(pointsMax) * reached, BigInt(fullAt) * BigInt(of), 0).units;
}

/**
 * Points of a leaf in proportion to an index, as published.
 *
 *     max · index / 100 %
 *
 * @returns hundredths of a point, rounded half up: 91.28 % of 10 points are 9.13
 */
export function pointsOfIndex({ units, decimals }: Decimal, pointsMax: number): number {
  return rounded(BigInt(units) * BigInt(pointsMax), 100n * 10n ** BigInt(decimals), 0).units;
}

/** Why a fed leaf has no points. */
export type FeedError =
  /** The set names no round, or one that does not exist. */
  | 'noRound'
  | 'notClosed'
  /** The round does not cover the unit, or the factor. */
  | 'notAsked'
  | 'noAnswers'
  /** Too few responses to be published, or to be reliable. */
  | 'hidden'
  | 'unreliable'
  /** The unit was reorganised after it was measured, or the series of the index breaks before it. */
  | 'break'
  | 'noCaseloads';

export type Fed =
  | {
      readonly points: number;
      /** Hundredths of a percent. */ readonly rate: number;
      readonly source: FedSource;
    }
  | { readonly error: FeedError };
/** By code of the leaf. */
export type Feeds = ReadonlyMap<string, Fed>;

export interface LeafPoints {
  readonly leaf: Leaf;
  /** Hundredths of a point; undefined where there are none yet, which counts as 0. */
  readonly points?: number | undefined;
  readonly fed?: Fed | undefined;
  /** Left out, since no survey was held. */
  readonly isLeftOut: boolean;
}

interface Part {
  readonly points: number;
  readonly pointsMax: number;
}

export interface Score {
  /** Sum of all leaves that count, before bonus and penalty. */
  readonly points: number;
  readonly pointsMax: number;
  /** The bonus that counts, in hundredths of a point. */
  readonly bonus: number;
  readonly penalty: number;
  /** 0 … 100, two decimals. */
  readonly percent: Decimal;
  readonly fields: readonly (Part & { readonly code: string })[];
  /** The part from satisfaction; `appraisal` is everything else. */
  readonly survey: Part;
  readonly appraisal: Part;
  readonly leaves: readonly LeafPoints[];
}

/**
 * The score of a unit.
 *
 *     percent = 100 · Σ points / Σ maxima + min(Σ bonus, cap) − min(Σ penalty, cap),   at least 0, at most 100
 *
 * Without a survey, the leaves of satisfaction are in neither sum. Bonus and penalty are points of the hundred and are
 * not scaled with it. A locked scorecard uses the fed points stored when it was locked.
 *
 * @param feeds empty for a locked scorecard
 * @see docs/methodology.md, section 1.5
 */
export function scoreOf(set: CriteriaSet, scorecard: Scorecard, feeds: Feeds): Score {
  const kept = new Map(scorecard.fed?.map((one) => [one.code, one]));
  const leaves = leavesOf(set).map((leaf): LeafPoints => {
    const fed = kept.get(leaf.code) ?? feeds.get(leaf.code);
    const isLeftOut = leaf.rule.kind === 'satisfaction' && scorecard.noSurvey !== undefined;
    const given = standing(leafScore(scorecard, leaf.code))?.points;
    return { leaf, fed, isLeftOut, points: fed ? ('points' in fed ? fed.points : undefined) : given };
  });
  const counted = leaves.filter(({ isLeftOut }) => !isLeftOut);
  const { points, pointsMax } = sumOf(counted);
  const bonus = capped(scorecard.adjustments, 'bonus', set.bonusMax);
  const penalty = capped(scorecard.adjustments, 'penalty', set.penaltyMax);
  const { units } = pointsMax === 0 ? { units: 0 } : percentRounded(points, pointsMax, 2);
  return {
    points,
    pointsMax,
    bonus,
    penalty,
    percent: { units: Math.min(10_000, Math.max(0, units + bonus - penalty)), decimals: 2 },
    fields: fieldsOf(set).map(({ code }) => ({
      code,
      ...sumOf(counted.filter(({ leaf }) => fieldCode(leaf.code) === code)),
    })),
    survey: sumOf(counted.filter(({ leaf }) => leaf.rule.kind === 'satisfaction')),
    appraisal: sumOf(counted.filter(({ leaf }) => leaf.rule.kind !== 'satisfaction')),
    leaves,
  };
}

function sumOf(leaves: readonly LeafPoints[]): Part {
  return {
    points: leaves.reduce((sum, { points = 0 }) => sum + points, 0),
    pointsMax: leaves.reduce((sum, { leaf }) => sum + leaf.pointsMax, 0),
  };
}

function capped(adjustments: readonly Adjustment[], kind: Adjustment['kind'], cap: number): number {
  const sum = adjustments.filter((one) => one.kind === kind).reduce((total, { points }) => total + points, 0);
  return Math.min(sum, cap);
}
