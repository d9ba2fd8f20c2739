/** All stores of an installation, opened on one connection. */
import type { Connection } from 'mongoose';
import { outboxIndex } from '../access/audit/store.ts';
import type { StoredFeature } from '../platform/storage/storedFeature.ts';
import { migrateAlone } from '../platform/storage/migrateAlone.ts';
import { pendingSteps, prepareCollections, type PendingStep } from '../platform/storage/migrations.ts';
import type { MeasuredRounds } from '../processing/results/measuredRounds.ts';
import { features } from './features.ts';

const declared = features as readonly StoredFeature[];
const collections = declared.flatMap((feature) => feature.collections ?? []);
const migrations = declared.flatMap((feature) => feature.migrations ?? []);

/** Collections whose documents have an outbox for the audit log. */
export const outboxCollections: readonly string[] = collections
  .filter(({ indexes = [] }) => indexes.includes(outboxIndex))
  .map(({ name }) => name);

/** Lists the migrations that are needed before this program can serve the store; changes nothing. */
export async function listPendingSteps(connection: Connection): Promise<readonly PendingStep[]> {
  return await pendingSteps(connection, collections, migrations);
}

/** @throws StorageFault when a newer program wrote the installation, or an older program is serving it */
export async function openStores(connection: Connection): Promise<Stores> {
  const prepare = async () => await prepareCollections(connection, collections, migrations);
  await ((await listPendingSteps(connection)).length > 0 ? migrateAlone(connection, prepare) : prepare());
  return Object.assign({}, ...declared.map(({ stores }) => stores?.(connection))) as Stores;
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

/** The same with measured rounds, shared by all pages. */
export interface RoundsRoutesOptions extends RoutesOptions {
  readonly rounds: MeasuredRounds;
}
