/** The results of a year of scoring: ranks, changes, missing points. Pure. */
import type { Localized } from '../../platform/text/localized.ts';
import { differenceOfDecimals, percentRounded, type Decimal } from '../../statistics/estimation/rounding.ts';
import { fieldsOf, type CriteriaSet, type Leaf } from './criteria.ts';
import type { LeafPoints, Score } from './points.ts';
import type { Scorecard, Stage } from './scorecard.ts';

/** A unit in one year, before any comparison. */
interface Scored {
  readonly scorecard: Scorecard;
  readonly score: Score;
}

/** A set with the score of each of its units. */
export interface ScoredYear {
  readonly set: CriteriaSet;
  readonly units: readonly Scored[];
}

export interface UnitResult extends Scored {
  readonly unitId: string;
  readonly stage: Stage;
  /** Absent until every scorecard of the set is locked: a rank among some of them would mislead. */
  readonly rank?: number | undefined;
  /** Number of ranked ones. */
  readonly of: number;
  readonly rankBefore?: number | undefined;
  readonly before?: Score | undefined;
  /** In percentage points; only for a locked scorecard, compared with a locked one. */
  readonly change?: Decimal | undefined;
}

/** @param before the same owner's set of the year before @returns best first; units that are not locked come last */
export function resultsOfYear(year: ScoredYear, before: ScoredYear | undefined): readonly UnitResult[] {
  const [ranks, ranksBefore] = [positionsOf(year), before ? positionsOf(before) : new Map<string, number>()];
  const results = year.units.map(({ scorecard, score }): UnitResult => {
    const { unitId, stage } = scorecard;
    const earlier = before?.units.find((one) => one.scorecard.unitId === unitId);
    const known = stage === 'locked' && earlier?.scorecard.stage === 'locked' ? earlier.score : undefined;
    return {
      unitId,
      stage,
      scorecard,
      score,
      of: ranks.size,
      rank: ranks.get(unitId),
      rankBefore: ranksBefore.get(unitId),
      before: known,
      change: known && differenceOfDecimals(score.percent, known.percent),
    };
  });
  return results.toSorted(
    (one, other) =>
      Number(one.stage !== 'locked') - Number(other.stage !== 'locked') ||
      other.score.percent.units - one.score.percent.units,
  );
}

/** Equal percents share a rank: 1, 2, 2, 4. Of public results, those under review are left out. */
function positionsOf({ set, units }: ScoredYear): ReadonlyMap<string, number> {
  const locked = units.filter(({ scorecard }) => scorecard.stage === 'locked');
  if (locked.length < units.length && set.isPublic !== true) return new Map();
  return new Map(
    locked.map(({ scorecard, score }) => [
      scorecard.unitId,
      1 + locked.filter((other) => other.score.percent.units > score.percent.units).length,
    ]),
  );
}

export interface LeafChange {
  readonly code: string;
  readonly title: Localized;
  /** Hundredths of a point. */
  readonly points: number;
  readonly pointsBefore: number;
}

/** Leaves that are the same in both years (number, name, maximum), most changed first; unchanged ones are left out. */
export function leafChanges(score: Score, before: Score): readonly LeafChange[] {
  const changes = score.leaves.flatMap((one): readonly LeafChange[] => {
    const earlier = before.leaves.find(({ leaf }) => isSameLeaf(leaf, one.leaf));
    if (!earlier || earlier.isLeftOut || one.isLeftOut) return [];
    const { code, title } = one.leaf;
    return [{ code, title, points: one.points ?? 0, pointsBefore: earlier.points ?? 0 }];
  });
  const size = (change: LeafChange): number => Math.abs(change.points - change.pointsBefore);
  return changes.filter((change) => size(change) > 0).toSorted((one, other) => size(other) - size(one));
}

function isSameLeaf(one: Leaf, other: Leaf): boolean {
  return one.code === other.code && one.title.vi === other.title.vi && one.pointsMax === other.pointsMax;
}

export interface LeafGap {
  readonly code: string;
  readonly title: Localized;
  /** Hundredths of a point missing to the maximum, above 0. */
  readonly gap: number;
  readonly points: number;
  readonly pointsMax: number;
  /** Mean of the other units' points, in hundredths of a point; undefined for a unit alone. */
  readonly othersMean?: number | undefined;
  /** How many of the others have the maximum. */
  readonly othersFull: number;
}

/** Where points are missing, first where the others have most of them: those are the cheapest to gain. */
export function gapsOf(score: Score, others: readonly Score[]): readonly LeafGap[] {
  const gaps = score.leaves
    .filter(({ isLeftOut, leaf, points = 0 }) => !isLeftOut && points < leaf.pointsMax)
    .map((one) => gapOf(one, others));
  const cheap = ({ othersMean, points }: LeafGap): number => (othersMean ?? points) - points;
  return gaps.toSorted((one, other) => cheap(other) - cheap(one) || other.gap - one.gap);
}

function gapOf({ leaf, points = 0 }: LeafPoints, others: readonly Score[]): LeafGap {
  const theirs = others.flatMap(({ leaves }) => {
    const found = leaves.find((one) => one.leaf.code === leaf.code);
    return !found || found.isLeftOut ? [] : [found.points ?? 0];
  });
  const { code, title, pointsMax } = leaf;
  const sum = theirs.reduce((total, one) => total + one, 0);
  return {
    code,
    title,
    gap: pointsMax - points,
    points,
    pointsMax,
    othersMean: theirs.length === 0 ? undefined : Math.round(sum / theirs.length),
    othersFull: theirs.filter((one) => one === pointsMax).length,
  };
}

export interface FieldResult {
  readonly code: string;
  readonly title: Localized;
  readonly points: number;
  readonly pointsMax: number;
  /** Percent of the maximum; absent where the whole field is left out. */
  readonly percent?: Decimal | undefined;
  /** In percentage points, from the field with the same number and name. */
  readonly change?: Decimal | undefined;
}

export function fieldResults(
  set: CriteriaSet,
  score: Score,
  before?: { readonly set: CriteriaSet; readonly score: Score },
): readonly FieldResult[] {
  return fieldsOf(set).map(({ code, title }) => {
    const { points, pointsMax } = score.fields.find((field) => field.code === code)!;
    const percent = percentOf(score, code);
    const isSame =
      before && fieldsOf(before.set).some((one) => one.code === code && one.title.vi === title.vi);
    const earlier = isSame ? percentOf(before.score, code) : undefined;
    const change = percent && earlier && differenceOfDecimals(percent, earlier);
    return { code, title, points, pointsMax, percent, change };
  });
}

function percentOf({ fields }: Score, code: string): Decimal | undefined {
  const { points, pointsMax } = fields.find((field) => field.code === code)!;
  return pointsMax === 0 ? undefined : percentRounded(points, pointsMax, 2);
}

/** A unit's year in reports and on the public site, as plain data. */
export interface ScorecardPart {
  readonly setId: string;
  readonly unitId: string;
  readonly year: number;
  readonly value: Decimal;
  readonly change?: Decimal | undefined;
  readonly valueBefore?: Decimal | undefined;
  readonly rank?: number | undefined;
  readonly of: number;
  readonly rankBefore?: number | undefined;
  readonly fields: readonly FieldResult[];
  /** Largest first, at most five each. */
  readonly gains: readonly LeafChange[];
  readonly losses: readonly LeafChange[];
  /** Hundredths of a point. */
  readonly survey: { readonly points: number; readonly pointsMax: number };
  readonly appraisal: { readonly points: number; readonly pointsMax: number };
  readonly bonus: number;
  readonly penalty: number;
  readonly madeUp?: Localized | undefined;
}

const changesShown = 5;

/** @returns undefined while the scorecard is not locked */
export function scorecardPart(
  { set }: ScoredYear,
  result: UnitResult,
  setBefore: CriteriaSet | undefined,
): ScorecardPart | undefined {
  const { unitId, score, before, change, rank, rankBefore, of } = result;
  if (result.stage !== 'locked') return undefined;
  const changes = before ? leafChanges(score, before) : [];
  return {
    setId: set.id,
    unitId,
    year: set.year,
    value: score.percent,
    change,
    valueBefore: before?.percent,
    rank,
    of,
    rankBefore,
    fields: fieldResults(set, score, before && setBefore && { set: setBefore, score: before }),
    gains: changes.filter(({ points, pointsBefore }) => points > pointsBefore).slice(0, changesShown),
    losses: changes.filter(({ points, pointsBefore }) => points < pointsBefore).slice(0, changesShown),
    survey: score.survey,
    appraisal: score.appraisal,
    bonus: score.bonus,
    penalty: score.penalty,
    madeUp: set.madeUp,
  };
}
