/**
 * Brings the collections of an installation to the shape that this program knows: makes what is missing, carries
 * older documents forward one version at a time, and refuses a store that a newer program has written.
 */
import type { Connection } from 'mongoose';
import { StorageFault } from './connection.ts';
import type { CollectionPlan, IndexPlan } from './collection.ts';

/** A step from `toVersion - 1` to `toVersion`. It may be cut off at any point and is then run again from its start. */
export interface Migration {
  readonly collection: string;
  readonly toVersion: number;
  run(connection: Connection): Promise<void>;
}

interface SchemaEntry {
  /** Name of the collection. */
  readonly _id: string;
  readonly version: number;
}

export interface PendingStep extends Pick<Migration, 'collection' | 'toVersion'> {
  /** In the collection, to be looked at or changed. */
  readonly documents: number;
}

/**
 * The steps that the store still needs, in their order; changes nothing.
 *
 * @throws StorageFault as prepareCollections
 */
export async function pendingSteps(
  connection: Connection,
  plans: readonly CollectionPlan[],
  migrations: readonly Migration[],
): Promise<readonly PendingStep[]> {
  const versions = await storedVersions(connection);
  const steps = plans.flatMap((plan) => stepsOf(plan, versions.get(plan.name), migrations));
  return await Promise.all(
    steps.map(async ({ collection, toVersion }) => ({
      collection,
      toVersion,
      documents: await connection.collection(collection).estimatedDocumentCount(),
    })),
  );
}

/** @throws StorageFault when a collection was written by a newer program, or a migration is missing */
export async function prepareCollections(
  connection: Connection,
  plans: readonly CollectionPlan[],
  migrations: readonly Migration[],
): Promise<void> {
  const schema = connection.collection<SchemaEntry>('schema');
  const versions = await storedVersions(connection);
  for (const plan of plans) {
    const stored = versions.get(plan.name) ?? (await createCollection(connection, plan));
    for (const step of stepsOf(plan, stored, migrations)) {
      await step.run(connection);
      await schema.updateOne({ _id: plan.name }, { $set: { version: step.toVersion } });
    }
    for (const plannedIndex of plan.indexes ?? []) await createIndex(connection, plan.name, plannedIndex);
  }
}

async function storedVersions(connection: Connection): Promise<ReadonlyMap<string, number>> {
  const entries = await connection.collection<SchemaEntry>('schema').find().toArray();
  return new Map(entries.map(({ _id, version }) => [_id, version]));
}

/** @param stored version of the collection; undefined where there is none yet, which needs no step */
function stepsOf(
  { name, schemaVersion }: CollectionPlan,
  stored: number = schemaVersion,
  migrations: readonly Migration[],
): readonly Migration[] {
  if (stored > schemaVersion) {
    throw new StorageFault(
      `The stored ${name} have version ${stored}, but this program knows them up to version ${schemaVersion}: install the newer program.`,
    );
  }
  return Array.from({ length: schemaVersion - stored }, (_, before) => {
    const toVersion = stored + before + 1;
    const step = migrations.find((one) => one.collection === name && one.toVersion === toVersion);
    if (!step)
      throw new StorageFault(`There is no way from version ${toVersion - 1} of ${name} to ${toVersion}.`);
    return step;
  });
}

/** @returns the version that the collection then has */
async function createCollection(connection: Connection, plan: CollectionPlan): Promise<number> {
  try {
    await connection.createCollection(
      plan.name,
      plan.clustered ? { clusteredIndex: { key: { _id: 1 }, unique: true } } : {},
    );
  } catch (error) {
    if (!isAlreadyThere(error)) throw error; // another process starts at the same time
  }
  await connection
    .collection<SchemaEntry>('schema')
    .updateOne({ _id: plan.name }, { $setOnInsert: { version: plan.schemaVersion } }, { upsert: true });
  return plan.schemaVersion;
}

async function createIndex(connection: Connection, collection: string, plan: IndexPlan): Promise<void> {
  const { keys, ...options } = plan;
  await connection.collection(collection).createIndex({ ...keys }, options);
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 48; // NamespaceExists
}
