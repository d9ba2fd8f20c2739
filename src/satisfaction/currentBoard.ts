import { roundState, type Round } from '../rounds/round.ts';
import type { Stores } from '../stores.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import { tallyReader } from '../tallies/readTallies.ts';
import { assistedForms } from './assisted.ts';
import { firstBoard, formsOnBoard, lateForms, nextBoard, type Board } from './board.ts';
import type { CountingPlan } from './countingPlan.ts';
import { methodKey } from './method.ts';
import type { StoredBoard } from './store.ts';
import { bytesOf } from './storedNumbers.ts';
import { tallyKey, type Tally } from './tally.ts';

/** A round with what counting it takes. */
export interface CountableRound {
  readonly round: Round;
  readonly survey: SurveyVersion;
  readonly plan: CountingPlan;
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

/** A board, and the tallies that it was made from. */
interface Made {
  readonly from: readonly Tally[];
  readonly isOpen: boolean;
  readonly board: Board;
}

/**
 * The boards of rounds as they are to be shown now. While a round is open its board moves by steps, and is stored so that
 * a restart, or another process, goes on from the state that was shown. After the close it is the tallies themselves,
 * as soon as the last form that came in time is in them.
 */
export function currentBoards(stores: Stores, now: () => Date) {
  const reader = tallyReader(stores, now);
  const made = new Map<string, Made>();
  const running = new Map<string, Promise<ShownBoard>>();

  async function show({ round, survey, plan }: CountableRound): Promise<ShownBoard> {
    const method = methodKey(plan.method);
    const { tallies, uncounted, isBefore, readAt } = await reader.read(round.id, method);
    const counted: Board = { id: round.id, surveyVersionId: survey.id, method, tallies };
    const late = lateForms(plan, counted) + uncounted.late;
    const received = formsOnBoard(plan, counted) + uncounted.inTime + late;

    const assisted = assistedForms(plan, counted);

    const isOpen = roundState(round, now()) === 'open' || uncounted.inTime > 0;
    const key = `${round.id} ${method} ${survey.id}`;
    const known = made.get(key);
    const asOf = isBefore ? readAt : undefined;
    if (known?.from === tallies && known.isOpen === isOpen)
      return { board: known.board, received, late, assisted, asOf };
    const board = isOpen ? await nextLive(plan, counted, known?.board) : counted;
    made.set(key, { from: tallies, isOpen, board });
    return { board, received, late, assisted, asOf };
  }

  /** Moves the stored board; when another process has moved it meanwhile, from where that one has brought it. */
  async function nextLive(plan: CountingPlan, counted: Board, shown: Board | undefined): Promise<Board> {
    for (;;) {
      const found = await stores.boards.find(counted.id);
      const stored = found && sameTallies(found, shown);
      const isSame = stored?.method === counted.method; // an open round moves only to a version that counts the same
      const next = stored && isSame ? nextBoard(plan, stored, counted) : firstBoard(plan, counted);
      const isStill = stored && isSame && next.tallies.every((tally) => stored.tallies.includes(tally));
      if (isStill && next.tallies.length === stored.tallies.length) return stored;
      if (await stores.boards.advance(stored, next)) return next;
    }
  }

  return {
    /** All that was counted in a closed round; undefined while something is still to be counted. */
    async counted({ round, survey, plan }: CountableRound): Promise<Board | undefined> {
      const method = methodKey(plan.method);
      const { tallies, uncounted, isWhole } = await reader.read(round.id, method);
      if (!isWhole || uncounted.inTime > 0 || roundState(round, now()) !== 'closed') return undefined;
      const key = `${round.id} ${method} ${survey.id}`;
      const known = made.get(key);
      if (known?.from === tallies) return known.board;
      const board: Board = { id: round.id, surveyVersionId: survey.id, method, tallies };
      made.set(key, { from: tallies, isOpen: false, board });
      return board;
    },
    /** One reading at a time serves all who ask meanwhile. */
    get(countable: CountableRound): Promise<ShownBoard> {
      const key = `${countable.round.id} ${methodKey(countable.plan.method)}`;
      const shared = running.get(key) ?? show(countable).finally(() => running.delete(key));
      running.set(key, shared);
      return shared;
    },
  };
}
/** The stored board with the very tallies of the shown one, where they are the same: figures are kept by them. */
function sameTallies(stored: StoredBoard, shown: Board | undefined): StoredBoard {
  const known = new Map((shown?.tallies ?? []).map((tally) => [tallyKey(tally), tally]));
  const same = (tally: Tally): Tally => {
    const before = known.get(tallyKey(tally));
    return before && bytesOf(before.numbers).equals(bytesOf(tally.numbers)) ? before : tally;
  };
  return { ...stored, tallies: stored.tallies.map(same) };
}
