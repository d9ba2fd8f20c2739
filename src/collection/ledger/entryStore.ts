/** Entries of the log by position. Nothing stored here changes. */
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import type { EntryKind } from './entry.ts';
import { LedgerError } from './ledgerError.ts';

export interface LoggedEntry {
  /** From 0. */
  readonly position: number;
  readonly hash: Buffer;
  readonly text: string;
  readonly kind: EntryKind;
}

interface EntryDocument {
  readonly _id: number;
  readonly hash: Buffer;
  readonly text: string;
  /** Missing for submissions. */
  readonly logEntryKind?: EntryKind;
}

const asBuffers = { promoteBuffers: true } as const;

export function entryStore(connection: Connection) {
  const entries = connection.collection<EntryDocument>('ledgerEntries');
  return {
    /**
     * Stores entries at their positions; existing ones stay.
     *
     * @throws LedgerError if a position holds another entry, or an entry is already at another position
     */
    async putEntries(added: readonly LoggedEntry[]): Promise<void> {
      const documents = added.map(({ position, hash, text, kind }) => ({
        _id: position,
        hash,
        text,
        ...(kind === 'submission' ? {} : { logEntryKind: kind }),
      }));
      try {
        await entries.insertMany(documents, { ordered: false });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const positions = documents.map(({ _id }) => _id);
        const kept = await entries
          .find({ _id: { $in: positions } }, { ...asBuffers, sort: { _id: 1 } })
          .toArray();
        documents.forEach(({ _id, hash }, index) => {
          if (kept[index]?._id !== _id || !kept[index].hash.equals(hash)) {
            throw new LedgerError(
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
  };
}

/** The same entries, without submissions. */
export function loggedEntryStore(connection: Connection) {
  const entries = connection.collection<EntryDocument>('ledgerEntries');
  return {
    /** Entries other than submissions, in order. */
    async listEntries(
      kinds: readonly EntryKind[],
      { from, to, count }: { from: number; to: number; count: number },
    ): Promise<LoggedEntry[]> {
      const options = { ...asBuffers, sort: { _id: 1 }, limit: count } as const;
      // The index orders each kind separately; one query over all kinds would read everything to sort it.
      const found = await Promise.all(
        kinds.map((logEntryKind) =>
          entries.find({ logEntryKind, _id: { $gte: from, $lt: to } }, options).toArray(),
        ),
      );
      const inOrder = found.flat().toSorted((one, other) => one._id - other._id);
      return inOrder.slice(0, count).map(entryOf);
    },
    async countEntries({ from, to }: { from: number; to: number }): Promise<number> {
      return await entries.countDocuments({ logEntryKind: { $exists: true }, _id: { $gte: from, $lt: to } });
    },
  };
}

function entryOf({ _id, hash, text, logEntryKind }: EntryDocument): LoggedEntry {
  return { position: _id, hash, text, kind: logEntryKind ?? 'submission' };
}
