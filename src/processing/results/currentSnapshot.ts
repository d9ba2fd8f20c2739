import { roundState, type Round } from '../../design/rounds/round.ts';
import type { SurveyVersion } from '../../design/surveys/survey.ts';
import type { TallyReader } from '../tallies/readTallies.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import { assistedForms } from './assisted.ts';
import {
  responsesInSnapshot,
  lateForms,
  type LiveState,
  type ResultsSnapshot,
} from '../../statistics/estimation/snapshot.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { methodKey } from '../../statistics/method/method.ts';
import type { Tally } from '../../statistics/estimation/tally.ts';
import { slotOf } from './liveSlots.ts';
import { takeLiveState } from './takeLiveState.ts';
import type { Stores } from '../stores.ts';

/** A round with what is needed to count it. */
export interface CountableRound {
  readonly round: Round;
  readonly survey: SurveyVersion;
  readonly plan: CountingPlan;
}

/** With what is needed for its live state while it is open. */
export interface LiveRound extends CountableRound {
  readonly tree: UnitTree;
  readonly populations?: Readonly<Record<string, number>> | undefined;
}

export interface ShownSnapshot {
  readonly snapshot: ResultsSnapshot;
  /** Submissions received in the round so far, whether or not they are in the snapshot yet. */
  readonly received: number;
  /** Of these, submissions that arrived after the close, which are counted separately. */
  readonly late: number;
  /** Set while submissions are being counted and this is the previous state. */
  readonly asOf?: Date | undefined;
  /** Counted submissions that an interviewer entered. */
  readonly assisted: number;
}

/**
 * The current results snapshots of rounds. While a round is open, its snapshot holds the live state of the last scheduled
 * time. The first request after that time computes the state and stores it for all. After the close, the snapshot holds the
 * tallies themselves, once they include the last submission that came in time; until they have passed their disclosure audit,
 * readers take the live state instead.
 */
export function currentSnapshots(stores: Stores, now: () => Date, reader: TallyReader) {
  const kept = keptSnapshots();
  const liveState = liveStates(stores, now);
  const running = new Map<string, Promise<ShownSnapshot>>();

  async function show(countable: LiveRound, isLive: boolean): Promise<ShownSnapshot> {
    const { round, survey, plan } = countable;
    const method = methodKey(plan.method);
    const { tallies, uncounted, isBefore, isWhole, readAt } = await reader.read(round.id, method);
    const counted: ResultsSnapshot = { id: round.id, surveyVersionId: survey.id, method, tallies };
    const late = lateForms(plan, counted) + uncounted.late;
    const received = responsesInSnapshot(plan, counted) + uncounted.inTime + late;
    const assisted = assistedForms(plan, counted);
    const frame = { received, late, assisted, asOf: isBefore ? readAt : undefined };

    const isOver = roundState(round, now()) !== 'open' && uncounted.inTime === 0;
    if (isOver && !isLive) return { ...frame, snapshot: kept(countable, tallies, () => counted) };
    // Large numbers of new submissions, as from a file, are counted first, because a state is kept for six hours.
    const isSettled = isWhole && !isBefore && uncounted.inTime * 100 <= received;
    const state = await liveState(countable, counted, isSettled);
    return { ...frame, snapshot: kept(countable, state, () => ({ ...counted, tallies: [], live: state })) };
  }

  /** Concurrent requests share one read. */
  function shared(countable: LiveRound, isLive: boolean): Promise<ShownSnapshot> {
    const key = `${countable.round.id} ${methodKey(countable.plan.method)} ${isLive}`;
    const reading = running.get(key) ?? show(countable, isLive).finally(() => running.delete(key));
    running.set(key, reading);
    return reading;
  }

  return {
    /** Everything counted in a closed round; undefined while something is still uncounted. */
    async counted(countable: CountableRound): Promise<ResultsSnapshot | undefined> {
      const { round, survey, plan } = countable;
      const method = methodKey(plan.method);
      const { tallies, uncounted, isWhole } = await reader.read(round.id, method);
      if (!isWhole || uncounted.inTime > 0 || roundState(round, now()) !== 'closed') return undefined;
      return kept(countable, tallies, () => ({
        id: round.id,
        surveyVersionId: survey.id,
        method,
        tallies,
      }));
    },
    get: (countable: LiveRound): Promise<ShownSnapshot> => shared(countable, false),
    /** The live state, even if everything is counted. */
    getLive: (countable: LiveRound): Promise<ShownSnapshot> => shared(countable, true),
  };
}

/**
 * Returns the same snapshot object while its source is the same, because figures are cached by snapshot. All of it goes with
 * the tallies when their reader drops them.
 */
function keptSnapshots() {
  const made = new WeakMap<readonly Tally[] | LiveState, ResultsSnapshot>();
  return (
    { survey }: CountableRound,
    from: readonly Tally[] | LiveState,
    make: () => ResultsSnapshot,
  ): ResultsSnapshot => {
    const known = made.get(from);
    if (known?.surveyVersionId === survey.id) return known;
    const snapshot = make();
    made.set(from, snapshot);
    return snapshot;
  };
}

/**
 * A state is current until the next scheduled time. A state without any band is current until more submissions are counted:
 * as nothing is shown yet, nothing can change.
 */
function liveStates(stores: Stores, now: () => Date) {
  const live = new Map<string, LiveState>();
  /** @param isSettled whether a new state may be computed; otherwise the previous one is shown, or an empty one */
  return async (countable: LiveRound, counted: ResultsSnapshot, isSettled: boolean): Promise<LiveState> => {
    const { id: roundId, method } = counted;
    const key = `${roundId} ${method}`;
    for (;;) {
      const at = now();
      const isCurrent = (state: LiveState | undefined): state is LiveState =>
        state !== undefined &&
        state.slotAt >= slotOf(at) &&
        (state.bands.length > 0 || state.responses === responsesInSnapshot(countable.plan, counted));
      const known = live.get(key);
      if (isCurrent(known)) return known;
      const stored = await stores.resultsSnapshots.find(roundId);
      const held = stored?.method === method ? stored : undefined;
      if (isCurrent(held)) {
        live.set(key, held);
        return held;
      }
      if (!isSettled) return known ?? held ?? nothingYet(at);
      const taken = await takeLiveState(sourceOf(countable), counted, held, at);
      const next = { roundId, method, step: (stored?.step ?? 0) + 1, ...taken };
      if (await stores.resultsSnapshots.advance(stored, next)) {
        live.set(key, next);
        return next;
      }
    }
  };
}

function sourceOf({ round, plan, tree, populations }: LiveRound) {
  return {
    plan,
    tree,
    populations,
    unitIds: round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : [])),
    isProbability: round.sampleKind === 'probability',
  };
}

function nothingYet(at: Date): LiveState {
  return { slotAt: slotOf(at), takenAt: at, responses: 0, units: [], bands: [] };
}
