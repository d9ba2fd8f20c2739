import { slotOf, type LiveState } from '../../statistics/disclosure/liveState.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import type { SurveyVersion } from '../../design/surveys/survey.ts';
import { tallyReader } from '../tallies/readTallies.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import { assistedForms } from './assisted.ts';
import { formsOnBoard, lateForms, type Board } from '../../statistics/estimation/board.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { methodKey } from '../../statistics/method/method.ts';
import type { Tally } from '../../statistics/estimation/tally.ts';
import { takeLiveState } from './takeLiveState.ts';
import type { Stores } from '../stores.ts';

/** A round with what counting it takes. */
export interface CountableRound {
  readonly round: Round;
  readonly survey: SurveyVersion;
  readonly plan: CountingPlan;
}

/** With what its live state is of, while it is open. */
export interface LiveRound extends CountableRound {
  readonly tree: UnitTree;
  readonly populations?: Readonly<Record<string, number>> | undefined;
}

export interface ShownBoard {
  readonly board: Board;
  /** Forms received in the round up to this moment, whether or not they are on the board yet. */
  readonly received: number;
  /** Of these, forms that came after the close and count apart. */
  readonly late: number;
  /** Set where forms are just being counted and this is the state before. */
  readonly asOf?: Date | undefined;
  /** Of those that are counted, forms that an interviewer entered. */
  readonly assisted: number;
}

/** A board, and what it was made from. */
interface Made {
  readonly from: readonly Tally[] | LiveState;
  readonly board: Board;
}

/**
 * The boards of rounds as they are to be shown now. While a round is open its board has the live state of the last fixed
 * time, which the first to ask after that time takes and stores for all. After the close it is the tallies themselves, as
 * soon as the last form that came in time is in them.
 */
export function currentBoards(stores: Stores, now: () => Date) {
  const reader = tallyReader(stores, now);
  const made = new Map<string, Made>();
  const live = new Map<string, LiveState>();
  const running = new Map<string, Promise<ShownBoard>>();

  async function show(countable: LiveRound): Promise<ShownBoard> {
    const { round, survey, plan } = countable;
    const method = methodKey(plan.method);
    const { tallies, uncounted, isBefore, isWhole, readAt } = await reader.read(round.id, method);
    const counted: Board = { id: round.id, surveyVersionId: survey.id, method, tallies };
    const late = lateForms(plan, counted) + uncounted.late;
    const received = formsOnBoard(plan, counted) + uncounted.inTime + late;
    const assisted = assistedForms(plan, counted);
    const frame = { received, late, assisted, asOf: isBefore ? readAt : undefined };

    const isOpen = roundState(round, now()) === 'open' || uncounted.inTime > 0;
    if (!isOpen) return { ...frame, board: kept(countable, tallies, () => counted) };
    // Forms that pour in by the thousand, as from a file, are counted first: a state is kept for six hours.
    const isSettled = isWhole && !isBefore && uncounted.inTime * 100 <= received;
    const state = await liveState(countable, counted, isSettled);
    return { ...frame, board: kept(countable, state, () => ({ ...counted, tallies: [], live: state })) };
  }

  /** The same board for as long as it is made from the same: figures are kept by it. */
  function kept({ round, survey, plan }: CountableRound, from: Made['from'], make: () => Board): Board {
    const key = `${round.id} ${methodKey(plan.method)} ${survey.id}`;
    const known = made.get(key);
    if (known?.from === from) return known.board;
    const board = make();
    made.set(key, { from, board });
    return board;
  }

  /**
   * A state is current until the next fixed time; one without any band, until more forms are counted: where nothing is
   * shown yet, nothing moves.
   *
   * @param isSettled whether a state may be taken; otherwise the one before is shown, or an empty one
   */
  async function liveState(countable: LiveRound, counted: Board, isSettled: boolean): Promise<LiveState> {
    const { id: roundId, method } = counted;
    const key = `${roundId} ${method}`;
    for (;;) {
      const at = now();
      const isCurrent = (state: LiveState | undefined): state is LiveState =>
        state !== undefined &&
        state.slotAt >= slotOf(at) &&
        (state.bands.length > 0 || state.responses === formsOnBoard(countable.plan, counted));
      const known = live.get(key);
      if (isCurrent(known)) return known;
      const stored = await stores.boards.find(roundId);
      const held = stored?.method === method ? stored : undefined;
      if (isCurrent(held)) {
        live.set(key, held);
        return held;
      }
      if (!isSettled) return known ?? held ?? nothingYet(at);
      const taken = await takeLiveState(sourceOf(countable), counted, held, at);
      const next = { roundId, method, step: (stored?.step ?? 0) + 1, ...taken };
      if (await stores.boards.advance(stored, next)) {
        live.set(key, next);
        return next;
      }
    }
  }

  return {
    /** All that was counted in a closed round; undefined while something is still to be counted. */
    async counted(countable: CountableRound): Promise<Board | undefined> {
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
    /** One reading at a time serves all who ask meanwhile. */
    get(countable: LiveRound): Promise<ShownBoard> {
      const key = `${countable.round.id} ${methodKey(countable.plan.method)}`;
      const shared = running.get(key) ?? show(countable).finally(() => running.delete(key));
      running.set(key, shared);
      return shared;
    },
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
