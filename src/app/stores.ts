/** All stores of an installation, opened on one connection. */
import type { Connection } from 'mongoose';
import { outboxIndex } from '../access/audit/auditedStore.ts';
import type { StoredFeature } from '../platform/storage/storedFeature.ts';
import { migrateAlone } from '../platform/storage/migrateAlone.ts';
import { pendingSteps, prepareCollections, type PendingStep } from '../platform/storage/migrations.ts';
import { StorageError } from '../platform/storage/connection.ts';
import { features } from './features.ts';

const declared = features as readonly StoredFeature[];
const collectionsOf = (some: readonly StoredFeature[]) => some.flatMap(({ collections = [] }) => collections);

/** Collections whose documents have an outbox for the audit log. */
export const outboxCollections: readonly string[] = collectionsOf(declared)
  .filter(({ indexes = [] }) => indexes.includes(outboxIndex))
  .map(({ name }) => name);

/**
 * Lists the migrations that are needed before this program can serve the store; changes nothing.
 *
 * @throws StorageError when a newer program wrote the store, or one from before the first release
 */
export async function listPendingSteps(
  connection: Connection,
  some = declared,
): Promise<readonly PendingStep[]> {
  await refuseUnreleased(connection);
  return await pendingSteps(connection, collectionsOf(some));
}

/**
 * @param some the features whose stores are opened; every one by default
 * @throws StorageError when a newer program wrote the installation, or an older program is serving it, or a program
 *   from before the first release wrote it
 */
export async function openStores(connection: Connection, some = declared): Promise<Stores> {
  const prepare = async () => await prepareCollections(connection, collectionsOf(some));
  await ((await listPendingSteps(connection, some)).length > 0
    ? migrateAlone(connection, prepare)
    : prepare());
  return storesOn(connection, some);
}

/** The stores of an installation whose collections are prepared. */
export function storesOn(connection: Connection, some = declared): Stores {
  return Object.assign({}, ...some.map(({ stores }) => stores?.(connection))) as Stores;
}

/** Until 2026-12-01 collections and fields had other names. Nothing was released then, so nothing migrates them. */
async function refuseUnreleased(connection: Connection): Promise<void> {
  if (await connection.collection<{ _id: string }>('schema').findOne({ _id: 'unitActs' })) {
    throw new StorageError(
      'The store was written by a version from before the first release, with other names: choose an empty DATA_DIR or database.',
    );
  }
}

type StoresOf<Declared> = Declared extends { readonly stores: (connection: Connection) => infer Opened }
  ? Opened
  : never;
type Every<Union> = (Union extends unknown ? (one: Union) => void : never) extends (every: infer All) => void
  ? All
  : never;

/** The stores of all features, each under the name that its feature gives it. */
export type Stores = Every<StoresOf<(typeof features)[number]>>;

/** Dependencies of most routes. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}
