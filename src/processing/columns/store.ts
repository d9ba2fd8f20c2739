/** Stores chunks of columns, each replaced whole, and the progress of the columns. */
import type { Collection, Connection } from 'mongoose';
import type { Term } from '../../platform/leader/candidate.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { stateStore } from '../tallies/stateStore.ts';
import { chunkOver, firstDifference, withoutBands, type PackedChunk } from './chunk.ts';
import { compressed, decompressed, type CompressedChunk } from './compressedChunk.ts';
import type { ColumnDifference, ColumnProgress, ColumnState } from './columnState.ts';

export const columnChunksPlan: CollectionPlan = {
  name: 'columnChunks',
  schemaVersion: 1,
  indexes: [
    { keys: { generation: 1, roundId: 1, number: 1 }, unique: true },
    { keys: { roundId: 1, to: 1 } },
  ],
};
export const columnStatePlan: CollectionPlan = { name: 'columnState', schemaVersion: 1 };

/** Identifies a set of chunks: those of a round in one generation. */
export interface ColumnSet {
  readonly generation: number;
  readonly roundId: string;
}

export interface ChunkName extends ColumnSet {
  /** 0, 1, 2 … in the order of the log. */
  readonly number: number;
  /** Counts the replacements; the content of a version never changes. */
  readonly version: number;
}

export interface KeptChunk extends ChunkName, PackedChunk {
  readonly bytes: Buffer;
}

/** A chunk without its bytes. */
interface ListedChunk extends ChunkName {
  readonly rows: number;
  /** Log position of its last row. */
  readonly to: number;
}

type ChunkDocument = ChunkName &
  CompressedChunk & {
    readonly _id: string;
    /** Log positions of its first and last row. */
    readonly from: number;
    readonly to: number;
  };
type Fence = Pick<Term, 'number'>;

const asBuffers = { promoteBuffers: true } as const;

export function columnStore(connection: Connection) {
  const chunks = connection.collection<ChunkDocument>(columnChunksPlan.name);
  return {
    ...columnProgress(connection),
    ...chunkReads(chunks),
    ...chunkWrites(chunks),
    ...generationReads(chunks),
  };
}

function columnProgress(connection: Connection) {
  const state = stateStore<ColumnState>(connection, columnStatePlan.name, { generation: 1, size: 0 });
  return {
    findState: async (): Promise<ColumnState> => await state.find(),
    /** Declares that a generation holds everything below a log position. */
    async advance({ generation, size }: ColumnProgress, to: number, term: Fence): Promise<boolean> {
      const isRead = await state.change({ generation, size }, { $set: { size: to } }, term);
      if (isRead) return true;
      const aside = { 'aside.generation': generation, 'aside.size': size };
      return await state.change(aside, { $set: { 'aside.size': to } }, term);
    },

    request: state.request,
    beginAside: async (aside: NonNullable<ColumnState['aside']>, term: Fence): Promise<boolean> =>
      await state.change({ aside: null }, { $set: { aside }, $unset: { request: '' } }, term),
    /** A rebuild ends with a change to one document: from then on, readers use the new generation. */
    endAside: async (
      outcome: NonNullable<ColumnState['outcome']>,
      read: ColumnProgress,
      term: Fence,
    ): Promise<boolean> =>
      await state.change(
        { 'aside.generation': { $exists: true } },
        { $set: { outcome, ...read }, $unset: { aside: '' } },
        term,
      ),
  };
}

function chunkReads(chunks: Collection<ChunkDocument>) {
  const findCompressed = async (
    name: Omit<ChunkName, 'version'>,
  ): Promise<(ChunkName & CompressedChunk) | undefined> =>
    (await chunks.findOne({ _id: keyOf(name) }, asBuffers)) ?? undefined;

  return {
    /** The chunks of a round, without their bytes, in the order of the log. */
    async list({ generation, roundId }: ColumnSet): Promise<ListedChunk[]> {
      const found = chunks.find(
        { generation, roundId },
        { projection: { _id: 0, generation: 1, roundId: 1, number: 1, version: 1, rows: 1, to: 1 } },
      );
      return await found.sort({ number: 1 }).toArray();
    },
    findCompressed,
    /** The current version of a chunk, possibly later than the named one; undefined if it was removed. */
    async find(name: Omit<ChunkName, 'version'>): Promise<KeptChunk | undefined> {
      const found = await findCompressed(name);
      return found && (await inflated(found));
    },
    async findLast({ generation, roundId }: ColumnSet): Promise<KeptChunk | undefined> {
      const options = { ...asBuffers, sort: { number: -1 } } as const;
      const found = await chunks.findOne({ generation, roundId }, options);
      return found ? await inflated(found) : undefined;
    },
  };
}

function chunkWrites(chunks: Collection<ChunkDocument>) {
  /** Replaces the chunk that was read; @returns false if it was replaced meanwhile */
  async function replace({ version, ...chunk }: KeptChunk): Promise<boolean> {
    const { matchedCount } = await chunks.updateOne(
      { _id: keyOf(chunk), version },
      { $set: { ...(await contentOf(chunk)), version: version + 1 } },
    );
    return matchedCount === 1;
  }

  return {
    /** Adds a new chunk. @returns false if it exists already */
    async add(chunk: Omit<KeptChunk, 'version'>): Promise<boolean> {
      try {
        const content = await contentOf(chunk);
        await chunks.insertOne({ _id: keyOf(chunk), ...content, ...setOf(chunk), version: 1 });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    replace,
    /** Erases a respondent's background variables in every generation. Can be repeated. */
    async eraseBands(roundId: string, position: number): Promise<void> {
      const holding = { roundId, from: { $lte: position }, to: { $gte: position } };
      for (const { _id: key } of await chunks.find(holding, { projection: { _id: 1 } }).toArray()) {
        let isDone = false;
        while (!isDone) {
          const chunk = await chunks.findOne({ _id: key }, asBuffers);
          if (!chunk) break;
          isDone = await replace({ ...chunk, ...buffered(withoutBands(await inflated(chunk), position)) });
        }
      }
    },

    async dropOthers(generation: number): Promise<void> {
      await chunks.deleteMany({ generation: { $ne: generation } });
    },
  };
}

/** What is compared after a rebuild. */
function generationReads(chunks: Collection<ChunkDocument>) {
  const reads = chunkReads(chunks);

  /** Every key at which one of two generations has a chunk. */
  async function* everyPosition(one: number, other: number) {
    const indexes = chunks.find(
      { generation: { $in: [one, other] } },
      { projection: { _id: 0, roundId: 1, number: 1 } },
    );
    const seen = new Set<string>();
    for await (const { roundId, number } of indexes) {
      const key = `${roundId}/${number}`;
      if (!seen.has(key)) yield { roundId, number };
      seen.add(key);
    }
  }

  return {
    /** Chunks that differ between two generations, up to a maximum number. */
    async differences(one: number, other: number, countMax: number): Promise<ColumnDifference[]> {
      const found: ColumnDifference[] = [];
      for await (const { roundId, number } of everyPosition(one, other)) {
        if (found.length >= countMax) break;
        const [kept, rebuilt] = await Promise.all(
          [one, other].map((generation) => reads.find({ generation, roundId, number })),
        );
        const position =
          kept && rebuilt ? firstDifference(kept, rebuilt) : chunkOver((kept ?? rebuilt)!).positions[0];
        if (position !== undefined) found.push({ roundId, position });
      }
      return found;
    },
    async count(generation: number): Promise<{ chunks: number; submissions: number }> {
      const found = await chunks.find({ generation }, { projection: { rows: 1 } }).toArray();
      return { chunks: found.length, submissions: found.reduce((sum, { rows }) => sum + rows, 0) };
    },
  };
}
export type ColumnStore = ReturnType<typeof columnStore>;

function keyOf({ generation, roundId, number }: Omit<ChunkName, 'version'>): string {
  return `${generation}/${roundId}/${number}`;
}

function setOf({ generation, roundId, number }: Omit<ChunkName, 'version'>) {
  return { generation, roundId, number };
}

async function contentOf({ lists, rows, bytes }: PackedChunk) {
  const { positions } = chunkOver({ lists, rows, bytes });
  return { lists, rows, from: positions[0]!, to: positions[rows - 1]!, ...(await compressed(bytes)) };
}

async function inflated(chunk: ChunkName & CompressedChunk): Promise<KeptChunk> {
  return { ...chunk, bytes: await decompressed(chunk) };
}

function buffered({ bytes }: Pick<PackedChunk, 'bytes'>): { bytes: Buffer } {
  return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) };
}
