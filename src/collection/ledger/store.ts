/**
 * The stored log: its entries by position, the hashes of its tree in tiles, and its checkpoints. Nothing written here
 * changes, except the last tile of each row, which grows, and the flag that a checkpoint is complete.
 */
import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EntryKind } from './entry.ts';
import { LedgerFault } from './ledgerFault.ts';
import { hashBytes, type Frontier } from './merkle.ts';
import { packed, tileKey, unpacked, type Tile, type TileName } from './tile.ts';

export const ledgerPlans: readonly CollectionPlan[] = [
  { name: 'ledgerIdentity', schemaVersion: 1 },
  {
    name: 'ledgerEntries',
    schemaVersion: 1,
    indexes: [
      { keys: { hash: 1 }, unique: true },
      { keys: { actKind: 1, _id: 1 }, partialFilterExpression: { actKind: { $exists: true } } },
    ],
  },
  { name: 'ledgerTiles', schemaVersion: 1 },
  {
    name: 'ledgerCosignatures',
    schemaVersion: 1,
    indexes: [{ keys: { number: 1 } }, { keys: { witness: 1, number: -1 } }],
  },
  {
    name: 'ledgerCheckpoints',
    schemaVersion: 1,
    indexes: [
      { keys: { fromSize: 1 }, unique: true },
      { keys: { size: 1 }, unique: true },
    ],
  },
];

/** The permanent identity of the log: its name and its first key. */
export interface LedgerIdentity {
  readonly name: string;
  /** As a verifier key. */
  readonly firstKey: string;
}

export interface LoggedEntry {
  /** From 0. */
  readonly position: number;
  readonly hash: Buffer;
  readonly text: string;
  readonly kind: EntryKind;
}

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

/** The signature of a witness on a checkpoint. */
export interface Cosignature {
  /** Number of the checkpoint. */
  readonly number: number;
  /** Verifier key of the witness. */
  readonly witness: string;
  /** When the witness signed, by its own clock. */
  readonly at: Date;
  /** Line of a signed note, with its line break. */
  readonly line: string;
}

interface EntryDocument {
  readonly _id: number;
  readonly hash: Buffer;
  readonly text: string;
  /** Missing for submissions. */
  readonly actKind?: EntryKind;
}

type CheckpointDocument = Omit<KeptCheckpoint, 'number' | 'frontier'> & {
  readonly _id: number;
  readonly frontier: Buffer;
  readonly isComplete?: true;
};

interface TileDocument {
  readonly _id: string;
  readonly width: number;
  readonly hashes: Buffer;
}

export function ledgerStore(connection: Connection) {
  const identities = connection.collection<LedgerIdentity & { _id: string }>('ledgerIdentity');
  const entries = connection.collection<EntryDocument>('ledgerEntries');
  const tiles = connection.collection<TileDocument>('ledgerTiles');
  const checkpoints = connection.collection<CheckpointDocument>('ledgerCheckpoints');
  const cosignatures = connection.collection<Cosignature & { readonly _id: string }>('ledgerCosignatures');
  const asBuffers = { promoteBuffers: true } as const;

  return {
    async findIdentity(): Promise<LedgerIdentity | undefined> {
      const document = await identities.findOne({ _id: 'ledger' });
      return document ? { name: document.name, firstKey: document.firstKey } : undefined;
    },
    /** @returns the identity in force: the given one, or that of a process that was faster */
    async claimIdentity({ name, firstKey }: LedgerIdentity): Promise<LedgerIdentity> {
      const held = await identities.findOneAndUpdate(
        { _id: 'ledger' },
        { $setOnInsert: { name, firstKey } },
        { upsert: true, returnDocument: 'after' },
      );
      return { name: held!.name, firstKey: held!.firstKey };
    },

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

    /**
     * Stores entries at their positions; existing ones stay.
     *
     * @throws LedgerFault if a position holds another entry, or an entry is already at another position
     */
    async putEntries(added: readonly LoggedEntry[]): Promise<void> {
      const documents = added.map(({ position, hash, text, kind }) => ({
        _id: position,
        hash,
        text,
        ...(kind === 'submission' ? {} : { actKind: kind }),
      }));
      try {
        await entries.insertMany(documents, { ordered: false });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const places = documents.map(({ _id }) => _id);
        const kept = await entries
          .find({ _id: { $in: places } }, { ...asBuffers, sort: { _id: 1 } })
          .toArray();
        documents.forEach(({ _id, hash }, index) => {
          if (kept[index]?._id !== _id || !kept[index].hash.equals(hash)) {
            throw new LedgerFault(
              `entry ${_id} of the ledger is not the one that its checkpoint was signed for`,
            );
          }
        });
      }
    },
    /** @returns undefined when it is not in the log */
    async findPosition(hash: Buffer): Promise<number | undefined> {
      return (await entries.findOne({ hash }, { projection: { _id: 1 } }))?._id;
    },
    /** The positions of those that are in the log, in an order that reveals nothing. */
    async listPositions(hashes: readonly Buffer[]): Promise<{ position: number; hash: Buffer }[]> {
      const found = entries.find({ hash: { $in: [...hashes] } }, { ...asBuffers, projection: { hash: 1 } });
      return (await found.toArray()).map(({ _id, hash }) => ({ position: _id, hash }));
    },
    async findEntry(position: number): Promise<LoggedEntry | undefined> {
      const document = await entries.findOne({ _id: position }, asBuffers);
      return document ? entryOf(document) : undefined;
    },
    /** Entries from one position up to, but not including, another, in order. */
    async *eachEntry(from: number, to: number): AsyncIterable<LoggedEntry> {
      const cursor = entries.find(
        { _id: { $gte: from, $lt: to } },
        { ...asBuffers, sort: { _id: 1 }, batchSize: 1000 },
      );
      for await (const document of cursor) yield entryOf(document);
    },
    /** Entries other than submissions, in order. */
    async listActs(
      kinds: readonly EntryKind[],
      { from, to, count }: { from: number; to: number; count: number },
    ): Promise<LoggedEntry[]> {
      const options = { ...asBuffers, sort: { _id: 1 }, limit: count } as const;
      // The index orders each kind separately; one query over all kinds would read everything to sort it.
      const found = await Promise.all(
        kinds.map((actKind) => entries.find({ actKind, _id: { $gte: from, $lt: to } }, options).toArray()),
      );
      const inOrder = found.flat().toSorted((one, other) => one._id - other._id);
      return inOrder.slice(0, count).map(entryOf);
    },
    async countActs({ from, to }: { from: number; to: number }): Promise<number> {
      return await entries.countDocuments({ actKind: { $exists: true }, _id: { $gte: from, $lt: to } });
    },

    cosignatureLines,
    /** The note of a checkpoint followed by the signatures of witnesses. */
    async noteWithCosignatures({ number, note }: Pick<KeptCheckpoint, 'number' | 'note'>): Promise<string> {
      const lines = await cosignatureLines(number, number + 1);
      return `${note}${lines.get(number) ?? ''}`;
    },
    /** Signatures of one witness, newest first. */
    async listCosignatures({
      witness,
      count,
    }: {
      witness: string;
      count: number;
    }): Promise<readonly Cosignature[]> {
      const found = cosignatures.find({ witness }, { sort: { number: -1 }, limit: count });
      return (await found.toArray()).map(cosignatureOf);
    },
    /** The last signature of each witness, by the name of the witness. */
    async listWitnesses(): Promise<readonly Cosignature[]> {
      const keys: string[] = await cosignatures.distinct('witness');
      const last = await Promise.all(
        keys
          .toSorted()
          .map(async (witness) => await cosignatures.findOne({ witness }, { sort: { number: -1 } })),
      );
      return last.flatMap((one) => (one ? [cosignatureOf(one)] : []));
    },
    /** Idempotent by witness and checkpoint. */
    async addCosignature(cosignature: Cosignature): Promise<void> {
      const { number, witness } = cosignature;
      const _id = `${String(number).padStart(9, '0')} ${witness}`;
      await cosignatures.updateOne({ _id }, { $setOnInsert: cosignature }, { upsert: true });
    },

    async listTiles(names: readonly TileName[]): Promise<Tile[]> {
      if (names.length === 0) return [];
      const found = await tiles.find({ _id: { $in: names.map(tileKey) } }, asBuffers).toArray();
      return found.map(({ _id, hashes }) => {
        const [row, place] = _id.split('/').map(Number);
        return { row: row!, place: place!, hashes };
      });
    },
    /** Creates tiles or extends them; a tile never shrinks. */
    async putTiles(grown: readonly Tile[]): Promise<void> {
      for (const tile of grown) {
        const width = tile.hashes.length / hashBytes;
        try {
          await tiles.updateOne(
            { _id: tileKey(tile), width: { $lt: width } },
            { $set: { width, hashes: tile.hashes } },
            { upsert: true },
          );
        } catch (error) {
          if (!isDuplicateKey(error)) throw error; // the stored tile is already as large
        }
      }
    },
  };

  /** The signatures of witnesses on the checkpoints from one number up to, but not including, another, by number. */
  async function cosignatureLines(from: number, to: number): Promise<ReadonlyMap<number, string>> {
    const found = await cosignatures
      .find({ number: { $gte: from, $lt: to } }, { sort: { _id: 1 } })
      .toArray();
    const lines = new Map<number, string>();
    for (const { number, line } of found) lines.set(number, `${lines.get(number) ?? ''}${line}`);
    return lines;
  }

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
}
export type LedgerStore = ReturnType<typeof ledgerStore>;

function cosignatureOf({ _id, ...cosignature }: Cosignature & { readonly _id: string }): Cosignature {
  return cosignature;
}

function checkpointOf({
  _id,
  isComplete: _isComplete,
  frontier,
  ...rest
}: CheckpointDocument): KeptCheckpoint {
  return { ...rest, number: _id, frontier: { size: rest.size, hashes: unpacked(frontier) } };
}

function entryOf({ _id, hash, text, actKind }: EntryDocument): LoggedEntry {
  return { position: _id, hash, text, kind: actKind ?? 'submission' };
}
