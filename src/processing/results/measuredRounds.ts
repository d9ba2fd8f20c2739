import assert from 'node:assert/strict';
import type { Round } from '../../design/rounds/round.ts';
import { isOvertaken, listPublished } from '../published/standing.ts';
import { standingActs } from '../../registers/units/succession.ts';
import type { Unit } from '../../registers/units/unit.ts';
import { breaksOf } from '../../registers/units/unitAsOf.ts';
import { comparability, surveyChanges } from '../../design/surveys/surveyChanges.ts';
import { unitTreeOn, type UnitTree } from '../../registers/units/unitTree.ts';
import { peopleByUnit } from '../frames/outcome.ts';
import { roundVolumesReader, type RoundVolumes } from '../../design/rounds/roundVolumes.ts';
import { countingPlan } from '../../statistics/estimation/countingPlan.ts';
import { currentBoards, type CountableRound } from './currentBoard.ts';
import { divisionsBetween, regrouped, type UnitsOfDay } from './regroup.ts';
import type { ComparedRounds, MeasuredRound } from './results.ts';
import { surveyShape } from '../../design/methods/surveyShape.ts';
import type { Stores } from '../stores.ts';

/**
 * Loads rounds with what their figures are made from. One serves all pages: figures are kept by the boards and trees that
 * it hands out.
 */
export function measuredRounds(stores: Stores, now: () => Date) {
  const boards = currentBoards(stores, now);
  const treeOn = keptTrees();
  const volumesOf = roundVolumesReader(stores.deliveries, now);

  async function countableOf(round: Round, methodId = ''): Promise<CountableRound> {
    const [survey, method] = await Promise.all([
      stores.surveys.find(round.surveyVersionId),
      stores.methods.find(methodId),
    ]);
    assert(survey && method, `round ${round.id} names a survey version and a method that are kept`);
    return { round, survey, plan: countingPlan(method, surveyShape(survey.content, method)) };
  }

  async function measure(round: Round): Promise<MeasuredRound> {
    const [countable, units] = await Promise.all([
      countableOf(round, round.methodIds[0]),
      stores.units.list(),
    ]);
    const tree = treeOn(units, round.unitsOn);
    const populations = await populationsOf(countable, tree);
    const released = await stores.publications.findRelease(round.id);
    const measured = { ...countable, tree, populations, released };
    return { ...measured, ...(await boards.get(measured)) };
  }

  /** What units are weighed by, in a drawn round by the people on its list; undefined where they are not weighed. */
  async function populationsOf(
    { round, plan }: CountableRound,
    tree: UnitTree,
  ): Promise<MeasuredRound['populations']> {
    const { acrossUnits, populations } = plan.method;
    const drawn = acrossUnits === 'pooled' ? undefined : await stores.frames.find(round.id);
    if (drawn?.draw) return peopleByUnit(drawn.strata);
    return acrossUnits === 'byVolume' ? transactionsIn(await volumesOf(round), round, tree) : populations;
  }

  /** By a further method, of a round that is closed; undefined while not everything is counted by it. */
  async function measureBy(methodId: string, main: MeasuredRound): Promise<MeasuredRound | undefined> {
    const countable = await countableOf(main.round, methodId);
    const board = await boards.counted(countable);
    const populations = await populationsOf(countable, main.tree);
    return board && { ...main, ...countable, board, populations };
  }

  /** Whether two survey versions ask alike, so that their figures may be subtracted. */
  async function sameWay(beforeId: string, afterId: string): Promise<boolean> {
    if (beforeId === afterId) return true;
    const [before, after] = await Promise.all([stores.surveys.find(beforeId), stores.surveys.find(afterId)]);
    return before && after ? comparability(surveyChanges(before.content, after.content)) === 'same' : false;
  }

  /** An earlier round as it is read beside a later one. */
  async function measureBefore(earlier: Round, { unitsOn }: Pick<Round, 'unitsOn'>): Promise<MeasuredRound> {
    return { ...(await measure(earlier)), seriesBreaks: await brokenBetween(earlier, unitsOn) };
  }

  /** Units whose series broke after a round took its units, up to a day. */
  async function brokenBetween({ unitsOn }: Round, until: string): Promise<ReadonlySet<string>> {
    const acts = standingActs(await stores.units.listActs());
    return new Set(acts.filter(({ on }) => unitsOn < on && on <= until).flatMap(breaksOf));
  }

  /** The round by the units of a day, and the one before by the same. */
  async function asOf({ current, previous }: ComparedRounds, day: string): Promise<ComparedRounds> {
    const [units, acts] = await Promise.all([stores.units.list(), stores.units.listActs()]);
    const ofDay = { acts, tree: treeOn(units, day) };
    const before = previous && kept(previous, ofDay);
    const seriesBreaks = previous && divisionsBetween(standingActs(acts), previous.round.unitsOn, day);
    return { current: kept(current, ofDay), previous: before && { ...before, seriesBreaks } };
  }

  /** The last few for each board: figures are kept by their trees. */
  const regroupings = new WeakMap<
    MeasuredRound['board'],
    { day: UnitTree; of: UnitTree; made: MeasuredRound }[]
  >();
  function kept(measured: MeasuredRound, day: UnitsOfDay): MeasuredRound {
    const known = regroupings.get(measured.board) ?? [];
    const found = known.find((one) => one.day === day.tree && one.of === measured.tree);
    const { tree, round, regrouping } = found?.made ?? regrouped(measured, day, now());
    if (!found) {
      const made = { ...measured, tree, round, regrouping };
      regroupings.set(measured.board, [...known.slice(-3), { day: day.tree, of: measured.tree, made }]);
    }
    return { ...measured, tree, round, regrouping };
  }

  return {
    measure,
    measureBy,
    measureBefore,
    sameWay,
    populationsOf,
    asOf,
    /**
     * The round before, where there is one that may be compared: asked in the same way, by the same method, and no
     * forms taken out since it was published.
     */
    async measurePrevious({
      previousRoundId,
      surveyVersionId,
      methodIds,
      unitsOn,
    }: Round): Promise<MeasuredRound | undefined> {
      const previous = previousRoundId === undefined ? undefined : await stores.rounds.find(previousRoundId);
      if (!previous || previous.methodIds[0] !== methodIds[0]) return undefined;
      if (!(await sameWay(previous.surveyVersionId, surveyVersionId))) return undefined;
      const measured = await measureBefore(previous, { unitsOn });
      const published = (await listPublished(stores.publications, measured.round.id)).at(-1);
      return published && isOvertaken(published, measured.board) ? undefined : measured;
    },
  };
}

export type MeasuredRounds = ReturnType<typeof measuredRounds>;

/** Transactions of each unit of a round by itself, of those for which they are known. */
export function transactionsIn(
  volumes: Pick<RoundVolumes, 'transactionsOf'>,
  { unitIds }: Round,
  tree: UnitTree,
): Record<string, number> {
  const all = unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  return Object.fromEntries(
    all.flatMap((id) => {
      const transactions = volumes.transactionsOf(id) ?? 0;
      return transactions > 0 ? [[id, transactions] as const] : [];
    }),
  );
}

/** Anybody may ask for the units of any day. */
const treesMax = 100;

/** Trees by day, each the same object for as long as the units are the same: figures are kept by it. */
function keptTrees() {
  const kept = new Map<string, { readonly written: string; readonly tree: UnitTree }>();
  return (units: readonly Unit[], day: string): UnitTree => {
    const written = JSON.stringify(units);
    const known = kept.get(day);
    if (known?.written === written) return known.tree;
    const tree = unitTreeOn(units, day);
    kept.delete(day);
    kept.set(day, { written, tree });
    if (kept.size > treesMax) kept.delete(kept.keys().next().value!);
    return tree;
  };
}
