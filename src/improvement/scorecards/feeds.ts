/**
 * Leaves that are fed from elsewhere: by the satisfaction index, as published for the round or, before that, as the
 * closed round shows it; and by rates from the caseloads of the year.
 */
import { countsOf, sumOfCounts } from '../postalService/share.ts';
import { listPublished } from '../../processing/published/standing.ts';
import { publishedFigures } from '../../dissemination/publications/standingFigures.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { covers } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { rounded } from '../../statistics/estimation/rounding.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { standingChanges, type Succession } from '../../registers/units/succession.ts';
import { unitTreeOn, type UnitTree } from '../../registers/units/unitTree.ts';
import { monthsOf, type Caseload } from '../../registers/caseloads/caseload.ts';
import { currentCaseloads } from '../../registers/caseloads/currentCaseloads.ts';
import {
  isFed,
  isCaseloadRate,
  leavesOf,
  type CriteriaSet,
  type Leaf,
  type CaseloadRate,
} from './criteria.ts';
import { pointsOfIndex, pointsOfRate, type Fed, type FeedError, type Feeds } from './points.ts';
import type { FedSource } from './scorecard.ts';
import type { Named } from './scorecardOf.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

/** Finds the figure of a unit and a scope; undefined where the round did not ask about it. */
type FigureFinder = (unitId: string, scope: Scope) => Figure | undefined;

/** The feeds of one scorecard; a locked one is no longer fed. */
export async function feedsFor(tools: RoundsRoutesOptions, { set, scorecard }: Named): Promise<Feeds> {
  return scorecard.stage === 'locked' ? new Map() : (await feedReader(tools)(set))(scorecard.unitId);
}

/** @returns a reader of the feeds of each unit of a set */
export function feedReader({ stores, rounds, now }: RoundsRoutesOptions) {
  return async (set: CriteriaSet): Promise<(unitId: string) => Feeds> => {
    const leaves = leavesOf(set).filter(({ rule }) => isFed(rule));
    const index = leaves.some(({ rule }) => rule.kind === 'satisfaction') ? await indexOf(set) : undefined;
    const rates = leaves.some(({ rule }) => isCaseloadRate(rule.kind)) ? await caseloadsOf(set) : undefined;
    const fedBy = (leaf: Leaf, unitId: string): Fed =>
      leaf.rule.kind === 'satisfaction' ? index!(leaf, unitId) : rates!(leaf, unitId);
    return (unitId) => new Map(leaves.map((leaf) => [leaf.code, fedBy(leaf, unitId)]));
  };

  async function indexOf({ roundId, year }: CriteriaSet): Promise<(leaf: Leaf, unitId: string) => Fed> {
    const round = roundId === undefined ? undefined : await stores.rounds.find(roundId);
    if (!round) return () => ({ error: 'noRound' });
    const found = await figuresOf(round);
    if (!found) return () => ({ error: 'notClosed' });
    const broken = unitsBroken(await stores.units.listChanges(), round, `${year}-12-31`);
    return ({ rule, pointsMax }, unitId) => {
      if (broken.has(unitId)) return { error: 'break' };
      const factorId = rule.kind === 'satisfaction' ? rule.factorId : undefined;
      const figure = found.figure(unitId, factorId === undefined ? WHOLE : { kind: 'factor', id: factorId });
      const error = errorOf(figure);
      if (error !== undefined || figure?.state !== 'shown') return { error: error ?? 'notAsked' };
      const { units, decimals } = figure.value;
      const rate = rounded(BigInt(units), 10n ** BigInt(decimals), 2).units;
      return { points: pointsOfIndex(figure.value, pointsMax), rate, source: found.source };
    };
  }

  /** Undefined while the round is open. */
  async function figuresOf(round: Round): Promise<{ figure: FigureFinder; source: FedSource } | undefined> {
    const published = (await listPublished(stores.publications, round.id)).at(-1);
    if (published) {
      const figure = publishedFigures(await stores.publications.content(published));
      return { figure, source: `publication ${published.hash.slice(0, 12)}` };
    }
    if (roundState(round, now()) !== 'closed') return undefined;
    const measured = await rounds.measure(round);
    const figures = roundFigures(measured, now());
    const { factors } = measured.plan;
    const isAsked = (scope: Scope): boolean => scope.kind !== 'factor' || factors.includes(scope.id);
    const figure: FigureFinder = (unitId, scope) =>
      covers(measured, unitId) && isAsked(scope) ? figures.of(unitId, { scope }) : undefined;
    return { figure, source: `round ${round.id}` };
  }

  async function caseloadsOf({ year }: CriteriaSet): Promise<(leaf: Leaf, unitId: string) => Fed> {
    const { lines } = await currentCaseloads(stores.importBatches, monthsOf(year));
    const tree = unitTreeOn(await stores.units.list(), `${year}-12-31`);
    return ({ rule, pointsMax }, unitId) => {
      if (!isCaseloadRate(rule.kind) || !('fullAt' in rule)) return { error: 'noCaseloads' };
      const counted = caseloadRate(rule.kind, linesUnder(lines, unitId, tree));
      if (counted.of === 0) return { error: 'noCaseloads' };
      const rate = rounded(BigInt(counted.done) * 10_000n, BigInt(counted.of), 0).units;
      return { points: pointsOfRate(counted, rule, pointsMax), rate, source: `caseloads ${year}` };
    };
  }
}

function errorOf(figure: Figure | undefined): FeedError | undefined {
  if (!figure) return 'notAsked';
  if (figure.seriesBreak !== undefined) return 'break';
  const errors = {
    shown: undefined,
    none: 'noAnswers',
    hidden: 'hidden',
    unreliable: 'unreliable',
    live: 'hidden',
    collecting: 'hidden',
  } as const; // feeds read closed rounds only
  return errors[figure.state];
}

/** Units that a reorganisation in the year changed after the day whose units the round measured. */
function unitsBroken(
  changes: readonly Succession[],
  { unitsOn }: Round,
  lastOn: string,
): ReadonlySet<string> {
  const after = standingChanges(changes).filter(({ on }) => unitsOn < on && on <= lastOn);
  return new Set(
    after.flatMap(({ founded, inheritances }) => [
      ...founded.map(({ id }) => id),
      ...inheritances.flatMap(({ fromId, toId }) => [fromId, toId]),
    ]),
  );
}

function linesUnder(lines: readonly Caseload[], unitId: string, tree: UnitTree): readonly Caseload[] {
  const within = new Set(tree.has(unitId) ? tree.subtreeIds(unitId) : [unitId]);
  return lines.filter((line) => within.has(line.unitId));
}

/** Share of the files that meet the rate's condition, among those where it is known. */
export function caseloadRate(kind: CaseloadRate, lines: readonly Caseload[]): { done: number; of: number } {
  if (kind === 'onTime') {
    const sum = (count: (line: Caseload) => number): number =>
      lines.reduce((total, line) => total + count(line), 0);
    const onTime = sum((line) => line.onTime ?? 0);
    return { done: onTime, of: onTime + sum(({ overdue = 0 }) => overdue) };
  }
  const counts = sumOfCounts(lines.map(countsOf));
  if (kind === 'postReturned') return { done: counts.returned, of: counts.told };
  const wanted = kind === 'online' ? 'online' : 'post';
  const done = sumOfCounts(lines.filter(({ filing }) => filing === wanted).map(countsOf)).transactions;
  return { done, of: counts.transactions };
}
