import assert from 'node:assert/strict';
import type { Round } from '../../design/rounds/round.ts';
import { isOvertaken, listPublished } from '../published/standing.ts';
import { standingChanges } from '../../registers/units/succession.ts';
import type { Unit } from '../../registers/units/unit.ts';
import { breaksOf } from '../../registers/units/unitAsOf.ts';
import { comparability, surveyChanges } from '../../design/surveys/surveyChanges.ts';
import { unitTreeOn, type UnitTree } from '../../registers/units/unitTree.ts';
import { peopleByUnit } from '../frames/outcome.ts';
import { roundCaseloadsReader, type RoundCaseloads } from '../../design/rounds/roundCaseloads.ts';
import { countingPlan } from '../../statistics/estimation/countingPlan.ts';
import { tallyReader, type TallyReader } from '../tallies/readTallies.ts';
import { auditedReleases } from './auditedReleases.ts';
import { currentSnapshots, type CountableRound } from './currentSnapshot.ts';
import { divisionsBetween, regrouped, type UnitsOfDay } from './regroup.ts';
import type { ComparedRounds, MeasuredRound } from './results.ts';
import { surveyShape } from '../../design/methods/surveyShape.ts';
import type { Stores } from '../stores.ts';

/**
 * Loads rounds with everything their figures are made from. All pages share one instance, because figures are cached by the
 * snapshots and trees that it returns.
 */
export function measuredRounds(stores: Stores, now: () => Date, tallies = tallyReader(stores, now)) {
  const treeOn = keptTrees();
  const kept = keptRegroupings(now);
  const { measure, measureBy, populationsOf } = measuring(stores, treeOn, now, tallies);

  /** Whether two survey versions ask the same questions, so that their figures may be subtracted. */
  async function sameWay(beforeId: string, afterId: string): Promise<boolean> {
    if (beforeId === afterId) return true;
    const [before, after] = await Promise.all([stores.surveys.find(beforeId), stores.surveys.find(afterId)]);
    return before && after ? comparability(surveyChanges(before.content, after.content)) === 'same' : false;
  }

  /** An earlier round, as compared with a later one. */
  async function measureBefore(earlier: Round, { unitsOn }: Pick<Round, 'unitsOn'>): Promise<MeasuredRound> {
    return { ...(await measure(earlier)), seriesBreaks: await brokenBetween(earlier, unitsOn, stores) };
  }

  /** The round and the one before, both by the units of a day. */
  async function asOf({ current, previous }: ComparedRounds, day: string): Promise<ComparedRounds> {
    const [units, changes] = await Promise.all([stores.units.list(), stores.units.listChanges()]);
    const ofDay = { changes, tree: treeOn(units, day) };
    const before = previous && kept(previous, ofDay);
    const seriesBreaks = previous && divisionsBetween(standingChanges(changes), previous.round.unitsOn, day);
    return { current: kept(current, ofDay), previous: before && { ...before, seriesBreaks } };
  }

  return {
    /** What they are measured from. */
    tallies,
    measure,
    measureBy,
    measureBefore,
    sameWay,
    populationsOf,
    asOf,
    /**
     * The round before, if it is comparable: the same questions, the same method, and no submissions annulled since its
     * publication.
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
      return published && isOvertaken(published, measured.snapshot) ? undefined : measured;
    },
  };
}

export type MeasuredRounds = ReturnType<typeof measuredRounds>;

function measuring(
  stores: Stores,
  treeOn: ReturnType<typeof keptTrees>,
  now: () => Date,
  tallies: TallyReader,
) {
  const audits = auditedReleases(stores.releases, now);
  const resultsSnapshots = currentSnapshots(stores, now, tallies);
  const caseloadsOf = roundCaseloadsReader(stores.importBatches, now);

  /** The weights of units: in a drawn round, the number of people on its list; undefined if units are not weighted. */
  async function populationsOf(
    { round, plan }: CountableRound,
    tree: UnitTree,
  ): Promise<MeasuredRound['populations']> {
    const { acrossUnits, populations } = plan.method;
    const drawn = acrossUnits === 'pooled' ? undefined : await stores.frames.find(round.id);
    if (drawn?.draw) return peopleByUnit(drawn.strata);
    return acrossUnits === 'byCaseload' ? transactionsIn(await caseloadsOf(round), round, tree) : populations;
  }

  async function measure(round: Round): Promise<MeasuredRound> {
    const [countable, units] = await Promise.all([
      countableOf(round, round.methodIds[0], stores),
      stores.units.list(),
    ]);
    const tree = treeOn(units, round.unitsOn);
    const populations = await populationsOf(countable, tree);
    const released = await stores.publications.findRelease(round.id);
    const measured = { ...countable, tree, populations, released };
    const shown = { ...measured, ...(await resultsSnapshots.get(measured)) };
    if (shown.snapshot.live) return shown;
    const audited = await audits.find(shown);
    return audited
      ? { ...shown, released: audited }
      : { ...measured, ...(await resultsSnapshots.getLive(measured)) };
  }

  /** Measures a closed round by a further method; undefined until everything is counted by it. */
  async function measureBy(methodId: string, main: MeasuredRound): Promise<MeasuredRound | undefined> {
    const countable = await countableOf(main.round, methodId, stores);
    const snapshot = await resultsSnapshots.counted(countable);
    const populations = await populationsOf(countable, main.tree);
    const { released } = main;
    const inherited = released && { suppressed: released.suppressed, isCorrection: released.isCorrection };
    return snapshot && { ...main, ...countable, snapshot, populations, released: inherited };
  }

  return { measure, measureBy, populationsOf };
}

async function countableOf(
  round: Round,
  methodId: string | undefined,
  stores: Stores,
): Promise<CountableRound> {
  const [survey, method] = await Promise.all([
    stores.surveys.find(round.surveyVersionId),
    stores.methods.find(methodId ?? ''),
  ]);
  assert(survey && method, `round ${round.id} names a survey version and a method that are kept`);
  return { round, survey, plan: countingPlan(method, surveyShape(survey.content, method)) };
}

/** Units whose series broke between the day of a round's units and a later day. */
async function brokenBetween(
  { unitsOn }: Round,
  until: string,
  { units }: Stores,
): Promise<ReadonlySet<string>> {
  const changes = standingChanges(await units.listChanges());
  return new Set(changes.filter(({ on }) => unitsOn < on && on <= until).flatMap(breaksOf));
}

/** Regroups rounds. The most recent ones for each snapshot stay the same, because figures are cached by their trees. */
function keptRegroupings(now: () => Date) {
  const regroupings = new WeakMap<
    MeasuredRound['snapshot'],
    { day: UnitTree; of: UnitTree; made: MeasuredRound }[]
  >();
  return (measured: MeasuredRound, day: UnitsOfDay): MeasuredRound => {
    const known = regroupings.get(measured.snapshot) ?? [];
    const found = known.find((one) => one.day === day.tree && one.of === measured.tree);
    const { tree, round, regrouping } = found?.made ?? regrouped(measured, day, now());
    if (!found) {
      const made = { ...measured, tree, round, regrouping };
      regroupings.set(measured.snapshot, [...known.slice(-3), { day: day.tree, of: measured.tree, made }]);
    }
    return { ...measured, tree, round, regrouping };
  };
}

/** Transactions of each unit of a round, excluding subunits, where known. */
export function transactionsIn(
  caseloads: Pick<RoundCaseloads, 'transactionsOf'>,
  { unitIds }: Round,
  tree: UnitTree,
): Record<string, number> {
  const all = unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  return Object.fromEntries(
    all.flatMap((id) => {
      const transactions = caseloads.transactionsOf(id) ?? 0;
      return transactions > 0 ? [[id, transactions] as const] : [];
    }),
  );
}

/** A limit, because anybody may request the units of any day. */
const treesMax = 100;

/** Trees by day. The object stays the same while the units are the same, because figures are cached by it. */
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
