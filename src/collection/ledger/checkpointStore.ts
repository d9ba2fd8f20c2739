/** Checkpoints of the log. Nothing stored here changes except the flag that a checkpoint is complete. */
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Frontier } from './merkle.ts';
import { packed, unpacked } from './tile.ts';

/** Totals of a round in the log. */
export interface RoundTotal {
  readonly round: string;
  /** Submissions, including late and annulled ones. */
  readonly submissions: number;
  readonly late: number;
  readonly annulled: number;
}

export interface KeptCheckpoint extends Checkpoint {
  /** Size of the log before. */
  readonly fromSize: number;
  readonly note: string;
  readonly frontier: Frontier;
  /** Verifier key that signed it. */
  readonly key: string;
  /** Verifier key for the next checkpoint; differs after a key change. */
  readonly nextKey: string;
  /** The batch that it adds to the log. */
  readonly batchId: string;
  /** Term of the leader that made it. */
  readonly term: number;
  readonly totals: readonly RoundTotal[];
}

type CheckpointDocument = Omit<KeptCheckpoint, 'number' | 'frontier'> & {
  readonly _id: number;
  readonly frontier: Buffer;
  readonly isComplete?: true;
};

const asBuffers = { promoteBuffers: true } as const;

export function checkpointStore(connection: Connection) {
  const checkpoints = connection.collection<CheckpointDocument>('ledgerCheckpoints');

  async function listCheckpoints(
    filter: Readonly<Record<string, unknown>>,
    count: number,
  ): Promise<KeptCheckpoint[]> {
    const found = checkpoints.find(
      { ...filter, isComplete: true },
      { ...asBuffers, sort: { _id: -1 }, limit: count },
    );
    return (await found.toArray()).map(checkpointOf);
  }

  return {
    /** The last signed checkpoint, whether or not it is complete. */
    async findLastSigned(): Promise<{ checkpoint: KeptCheckpoint; isComplete: boolean } | undefined> {
      const document = await checkpoints.findOne({}, { ...asBuffers, sort: { _id: -1 } });
      return document
        ? { checkpoint: checkpointOf(document), isComplete: document.isComplete === true }
        : undefined;
    },
    /** The last public checkpoint. */
    async findLast(): Promise<KeptCheckpoint | undefined> {
      const [last] = await listCheckpoints({}, 1);
      return last;
    },
    /** Complete checkpoints, newest first. */
    async list({ before, count }: { before?: number | undefined; count: number }): Promise<KeptCheckpoint[]> {
      return await listCheckpoints(before === undefined ? {} : { _id: { $lt: before } }, count);
    },
    /** Complete checkpoints from a number on, in order. */
    async listFrom(number: number, count: number): Promise<KeptCheckpoint[]> {
      const found = checkpoints.find(
        { _id: { $gte: number }, isComplete: true },
        { ...asBuffers, sort: { _id: 1 }, limit: count },
      );
      return (await found.toArray()).map(checkpointOf);
    },
    async find(number: number): Promise<KeptCheckpoint | undefined> {
      const document = await checkpoints.findOne({ _id: number, isComplete: true }, asBuffers);
      return document ? checkpointOf(document) : undefined;
    },
    /** The checkpoint that added an entry to the log. */
    async findOfPosition(position: number): Promise<KeptCheckpoint | undefined> {
      const document = await checkpoints.findOne(
        { size: { $gt: position }, isComplete: true },
        { ...asBuffers, sort: { size: 1 } },
      );
      return document ? checkpointOf(document) : undefined;
    },
  };
}

export function checkpointSigningStore(connection: Connection) {
  const checkpoints = connection.collection<CheckpointDocument>('ledgerCheckpoints');
  return {
    /**
     * The atomic step by which a batch becomes part of the log.
     *
     * @returns false if another checkpoint already follows the same one
     */
    async sign({ number, frontier, ...rest }: KeptCheckpoint): Promise<boolean> {
      try {
        await checkpoints.insertOne({ _id: number, ...rest, frontier: packed(frontier.hashes) });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async markComplete(number: number): Promise<void> {
      await checkpoints.updateOne({ _id: number }, { $set: { isComplete: true } });
    },
  };
}

function checkpointOf({
  _id,
  isComplete: _isComplete,
  frontier,
  ...rest
}: CheckpointDocument): KeptCheckpoint {
  return { ...rest, number: _id, frontier: { size: rest.size, hashes: unpacked(frontier) } };
}
