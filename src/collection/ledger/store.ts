/** The stored log: its entries by position, the hashes of its tree in tiles, and its checkpoints. */
import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { checkpointSigningStore, checkpointStore } from './checkpointStore.ts';
import { cosignatureStore } from './cosignatureStore.ts';
import { entryStore, loggedEntryStore } from './entryStore.ts';
import { tileStore } from './tileStore.ts';

export type { KeptCheckpoint, RoundTotal } from './checkpointStore.ts';
export type { Cosignature } from './cosignatureStore.ts';
export type { LoggedEntry } from './entryStore.ts';

export const checkpointsPlan: CollectionPlan = {
  name: 'ledgerCheckpoints',
  schemaVersion: 1,
  indexes: [
    { keys: { fromSize: 1 }, unique: true },
    { keys: { size: 1 }, unique: true },
  ],
};

export const ledgerPlans: readonly CollectionPlan[] = [
  { name: 'ledgerIdentity', schemaVersion: 1 },
  {
    name: 'ledgerEntries',
    schemaVersion: 1,
    indexes: [
      { keys: { hash: 1 }, unique: true },
      { keys: { logEntryKind: 1, _id: 1 }, partialFilterExpression: { logEntryKind: { $exists: true } } },
    ],
  },
  { name: 'ledgerTiles', schemaVersion: 1 },
  {
    name: 'ledgerCosignatures',
    schemaVersion: 1,
    indexes: [{ keys: { number: 1 } }, { keys: { witness: 1, number: -1 } }],
  },
  checkpointsPlan,
];

/** The permanent identity of the log: its name and its first key. */
export interface LedgerIdentity {
  readonly name: string;
  /** As a verifier key. */
  readonly firstKey: string;
}

export function ledgerStore(connection: Connection) {
  const identities = connection.collection<LedgerIdentity & { _id: string }>('ledgerIdentity');
  return {
    ...checkpointStore(connection),
    ...checkpointSigningStore(connection),
    ...entryStore(connection),
    ...loggedEntryStore(connection),
    ...cosignatureStore(connection),
    ...tileStore(connection),
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
  };
}
export type LedgerStore = ReturnType<typeof ledgerStore>;
