import type { Collection, Connection } from 'mongoose';
import type { Term } from '../../platform/leader/candidate.ts';
import { tallyKey, type Dimension, type Tally, type TallyKey } from '../../statistics/estimation/tally.ts';
import { bytesOf, numbersOf } from '../../statistics/estimation/storedNumbers.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { stateStore } from './stateStore.ts';
import type { Difference, TallyBatch, TallyState } from './tallyState.ts';

export const talliesPlan: CollectionPlan = {
  name: 'tallies',
  schemaVersion: 1,
  indexes: [{ keys: { generation: 1, roundId: 1, method: 1, batch: 1 } }],
};
export const tallyStatePlan: CollectionPlan = { name: 'tallyState', schemaVersion: 1 };

/** Identifies a set of tallies: those of a round under a method, in one generation. */
export interface TallySet {
  readonly generation: number;
  readonly roundId: string;
  /** Id and version of the method: `sipas-2017@1`. */
  readonly method: string;
}

interface TallyDocument extends TallySet {
  readonly _id: string;
  readonly unitId: string;
  readonly dimension: Dimension;
  readonly value: string;
  readonly numbers: Buffer;
  /** Number of the last batch that changed it. */
  readonly batch: number;
}

type Fence = Pick<Term, 'number'>;

/** How many tallies are read or written at once. */
const atOnce = 500;

type Tallies = Collection<TallyDocument>;
type State = ReturnType<typeof stateStore<TallyState>>;

export function tallyStore(connection: Connection) {
  const tallies = connection.collection<TallyDocument>(talliesPlan.name);
  const state = stateStore<TallyState>(connection, tallyStatePlan.name, { generation: 1, last: 0 });
  return {
    ...batchStates(state),
    ...rebuildStates(state),
    ...tallyReads(tallies),
    ...tallyWrites(tallies),
    ...generationReads(tallies),
  };
}

function batchStates(state: State) {
  return {
    findState: async (): Promise<TallyState> => await state.find(),
    /** The state that readers compare before and after a read: it must be the same, without a batch in progress. */
    async findStand(): Promise<{
      generation: number;
      last: number;
      /** Rounds whose tallies are being changed. */
      movingRoundIds: readonly string[];
      awaiting: readonly string[];
    }> {
      const read = { generation: 1, last: 1, 'batch.roundIds': 1, awaiting: 1 } as const;
      const { generation, last, batch, awaiting = [] } = await state.find(read);
      // A batch of the other kind changes nothing that is read, and names no round.
      return { generation, last, movingRoundIds: batch?.roundIds ?? [], awaiting };
    },

    /** @returns false if another leader has begun one, or has a later term */
    beginBatch: async (batch: TallyBatch, term: Fence): Promise<boolean> =>
      await state.change({ last: batch.number - 1, batch: null }, { $set: { batch } }, term),
    finishBatch: async (
      batch: TallyBatch,
      term: Fence,
      progress: { done: number; after: string } | undefined,
    ): Promise<boolean> =>
      await state.change(
        { 'batch.number': batch.number },
        {
          $set: {
            last: batch.number,
            ...(progress && { 'aside.done': progress.done, 'aside.after': progress.after }),
          },
          $unset: { batch: '' },
        },
        term,
      ),
  };
}

function rebuildStates(state: State) {
  return {
    request: state.request,
    /** Records that tallies are incomplete until a rebuild has filled them; the leader starts it. */
    await: async (tallySet: Omit<TallySet, 'generation'>): Promise<void> =>
      await state.addTo('awaiting', setName(tallySet)),
    /** Also removes the request that this fulfils. */
    beginAside: async (aside: NonNullable<TallyState['aside']>, term: Fence): Promise<boolean> =>
      (await state.change(
        { aside: null, 'request.token': aside.token },
        { $set: { aside }, $unset: { request: '' } },
        term,
      )) ||
      (await state.change({ aside: null, 'request.token': { $ne: aside.token } }, { $set: { aside } }, term)),
    /** A rebuild ends with a change to one document: from then on, readers use the new generation. */
    endAside: async (
      outcome: NonNullable<TallyState['outcome']>,
      generation: number,
      filled: readonly string[],
      term: Fence,
    ): Promise<boolean> =>
      await state.change(
        { 'aside.generation': { $exists: true }, batch: null },
        {
          $set: { outcome, generation },
          $unset: { aside: '' },
          ...(filled.length > 0 && { $pull: { awaiting: { $in: [...filled] } } }),
        },
        term,
      ),
  };
}

function tallyReads(tallies: Tallies) {
  return {
    /** All tallies of a set, or those changed after a batch. */
    async listOf(tallySet: TallySet, afterBatch = -1): Promise<Tally[]> {
      const documents = tallies.find({ ...tallySet, batch: { $gt: afterBatch } }, { batchSize: 1000 });
      const found: Tally[] = [];
      for await (const { unitId, dimension, value, numbers } of documents) {
        found.push({ unitId, dimension, value, numbers: numbersOf(numbers) });
      }
      return found;
    },
    async count(generation: number): Promise<number> {
      return await tallies.countDocuments({ generation });
    },
  };
}

function tallyWrites(tallies: Tallies) {
  async function insertMissing(fresh: Parameters<Tallies['bulkWrite']>[0]): Promise<void> {
    try {
      await tallies.bulkWrite(fresh, { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // another leader wrote the same batch
    }
  }

  return {
    /** Deletes the tallies of every generation but one. */
    async dropOthers(generation: number): Promise<void> {
      await tallies.deleteMany({ generation: { $ne: generation } });
    },
    /**
     * Adds the counts of a batch. Each tally is replaced whole; a tally that includes the batch already is left unchanged.
     *
     * @param between called between two writes
     */
    async addBatch(
      tallySet: TallySet,
      changes: readonly Tally[],
      batch: number,
      between: () => void = () => {},
    ): Promise<void> {
      for (let from = 0; from < changes.length; from += atOnce) {
        const some = new Map(
          changes.slice(from, from + atOnce).map((tally) => [idOf(tallySet, tally), tally]),
        );
        const kept = await tallies.find({ _id: { $in: [...some.keys()] } }, { batchSize: atOnce }).toArray();
        const writes = kept.flatMap((document) => {
          const added = some.get(document._id)!;
          some.delete(document._id);
          if (document.batch >= batch) return [];
          const numbers = bytesOf(sumOf(numbersOf(document.numbers), added.numbers));
          const filter = { _id: document._id, batch: document.batch };
          return [{ updateOne: { filter, update: { $set: { numbers, batch } } } }];
        });
        const fresh = [...some].map(([id, { numbers, ...position }]) => ({
          insertOne: { document: { _id: id, ...tallySet, ...position, numbers: bytesOf(numbers), batch } },
        }));
        between();
        if (writes.length > 0) await tallies.bulkWrite(writes, { ordered: false });
        between();
        if (fresh.length > 0) await insertMissing(fresh);
        between();
      }
    },
  };
}

/** What is compared after a rebuild. */
function generationReads(tallies: Tallies) {
  /** Every tally of a generation, in key order. */
  async function* written(generation: number) {
    const documents = tallies
      .find({ _id: { $gte: `${generation} `, $lt: `${generation}!` } }, { batchSize: 200 }) // so that others get a turn
      .sort({ _id: 1 });
    for await (const { _id: id, roundId, method, unitId, dimension, value, numbers } of documents) {
      yield {
        key: id.slice(id.indexOf(' ')),
        position: { roundId, method, unitId, dimension, value },
        bytes: bytesOf(numbersOf(numbers)),
      };
    }
  }

  return {
    /** Tallies that differ between two generations, up to a maximum number; awaited tallies are skipped. */
    async differences(
      one: number,
      other: number,
      { countMax, awaiting }: { countMax: number; awaiting: readonly string[] },
    ): Promise<Difference[]> {
      const found: Difference[] = [];
      const [left, right] = [written(one), written(other)];
      let [kept, rebuilt] = [await left.next(), await right.next()];
      while ((!kept.done || !rebuilt.done) && found.length < countMax) {
        const [a, b] = [kept.done ? undefined : kept.value, rebuilt.done ? undefined : rebuilt.value];
        const isFirst = a !== undefined && (b === undefined || a.key <= b.key);
        const isSecond = b !== undefined && (a === undefined || b.key <= a.key);
        const isSame = isFirst && isSecond && a.bytes.equals(b.bytes);
        const isNothing = !(isFirst && isSecond) && isZero((isFirst ? a : b)!.bytes);
        const { position } = (isFirst ? a : b)!;
        if (!isSame && !isNothing && !awaiting.includes(setName(position))) found.push(position);
        if (isFirst) kept = await left.next();
        if (isSecond) rebuilt = await right.next();
      }
      return found;
    },
  };
}
export type TallyStore = ReturnType<typeof tallyStore>;

function idOf({ generation, roundId, method }: TallySet, position: TallyKey): string {
  return `${generation} ${roundId} ${method} ${tallyKey(position)}`;
}

/** Identifies the tallies of a round under a method. */
export function setName({ roundId, method }: Omit<TallySet, 'generation'>): string {
  return `${roundId} ${method}`;
}

function sumOf(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((number, index) => number + other[index]!);
}

function isZero(bytes: Buffer): boolean {
  return numbersOf(bytes).every((number) => number === 0);
}
