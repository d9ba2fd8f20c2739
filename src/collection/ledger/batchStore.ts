/**
 * Batches on their way into the log, in chunks. A batch takes effect only when a checkpoint names it
 * (`ledgerStore.sign`), so two leaders may each prepare one; the unnamed batch is deleted later.
 */
import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import type { LoggedEntry } from './store.ts';
import { packed, unpacked } from './tile.ts';

export const batchesPlan: CollectionPlan = {
  name: 'ledgerBatches',
  schemaVersion: 1,
  indexes: [{ keys: { fromSize: 1 } }],
};

export interface BatchChunk {
  readonly batchId: string;
  /** 0, 1, 2 … */
  readonly number: number;
  /** Size of the log before the batch. */
  readonly fromSize: number;
  /** Consecutive log entries, in their order. */
  readonly entries: readonly LoggedEntry[];
  /** Submissions among them, in the order of their entries, to be recorded as logged. */
  readonly submissionIds: readonly string[];
  /** Actions among them. */
  readonly logEntryIds: readonly string[];
}

interface ChunkDocument {
  readonly _id: string;
  readonly fromSize: number;
  readonly position: number;
  readonly hashes: Buffer;
  readonly texts: readonly string[];
  readonly kinds: readonly LoggedEntry['kind'][];
  readonly submissionIds: readonly string[];
  readonly logEntryIds: readonly string[];
}

export function batchStore(connection: Connection) {
  const chunks = connection.collection<ChunkDocument>(batchesPlan.name);
  return {
    async put({ batchId, number, fromSize, entries, submissionIds, logEntryIds }: BatchChunk): Promise<void> {
      await chunks.insertOne({
        _id: chunkKey(batchId, number),
        fromSize,
        position: entries[0]!.position,
        hashes: packed(entries.map(({ hash }) => hash)),
        texts: entries.map(({ text }) => text),
        kinds: entries.map(({ kind }) => kind),
        submissionIds,
        logEntryIds,
      });
    },
    async find(batchId: string, number: number): Promise<BatchChunk | undefined> {
      const document = await chunks.findOne({ _id: chunkKey(batchId, number) }, { promoteBuffers: true });
      if (!document) return undefined;
      const { fromSize, position, hashes, texts, kinds, submissionIds, logEntryIds } = document;
      const entries = unpacked(hashes).map((hash, index) => ({
        position: position + index,
        hash,
        text: texts[index]!,
        kind: kinds[index]!,
      }));
      return { batchId, number, fromSize, entries, submissionIds, logEntryIds };
    },
    /**
     * Deletes a few chunks of batches that follow a smaller log: they are in the log, or never will be.
     *
     * @returns whether there were any
     */
    async dropSomeBefore(size: number): Promise<boolean> {
      const some = await chunks
        .find({ fromSize: { $lt: size } }, { projection: { _id: 1 } })
        .limit(20)
        .toArray();
      if (some.length > 0) await chunks.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } });
      return some.length > 0;
    },
  };
}
export type BatchStore = ReturnType<typeof batchStore>;

function chunkKey(batchId: string, number: number): string {
  return `${batchId}/${number}`;
}
