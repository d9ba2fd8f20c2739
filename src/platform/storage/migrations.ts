/**
 * Brings the collections of an installation to the schema that this program expects: creates what is missing, migrates
 * older documents one version at a time, and refuses a store that a newer program has written.
 */
import type { Connection } from 'mongoose';
import { StorageError } from './connection.ts';
import type { CollectionPlan, Migration } from './collection.ts';

interface SchemaEntry {
  /** Name of the collection. */
  readonly _id: string;
  readonly version: number;
}

export interface PendingStep extends Pick<Migration, 'toVersion'> {
  readonly collection: string;
  /** Documents in the collection that the step reads or changes. */
  readonly documents: number;
}

/**
 * The steps that the store still needs, in order; changes nothing.
 *
 * @throws StorageError as prepareCollections
 */
export async function pendingSteps(
  connection: Connection,
  plans: readonly CollectionPlan[],
): Promise<readonly PendingStep[]> {
  const versions = await storedVersions(connection);
  const steps = plans.flatMap((plan) => stepsOf(plan, versions.get(plan.name)));
  return await Promise.all(
    steps.map(async ({ collection, toVersion }) => ({
      collection,
      toVersion,
      documents: await connection.collection(collection).estimatedDocumentCount(),
    })),
  );
}

/** @throws StorageError when a collection was written by a newer program, or a migration is missing */
export async function prepareCollections(
  connection: Connection,
  plans: readonly CollectionPlan[],
): Promise<void> {
  const versions = await storedVersions(connection);
  const steps = plans.flatMap((plan) => stepsOf(plan, versions.get(plan.name)));
  const missing = plans.filter(({ name }) => !versions.has(name));
  if (missing.length > 0) await createCollections(connection, missing);
  for (const step of steps) {
    await step.run(connection);
    await schemaOf(connection).updateOne({ _id: step.collection }, { $set: { version: step.toVersion } });
  }
  await someAtOnce(plans, (plan) => createIndexes(connection, plan));
}

/** Enough that they share flushes to disk, few enough that they share connections too. */
const atOnce = 10;

async function someAtOnce(
  plans: readonly CollectionPlan[],
  make: (plan: CollectionPlan) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < plans.length; start += atOnce)
    await Promise.all(plans.slice(start, start + atOnce).map(make));
}

function schemaOf(connection: Connection) {
  return connection.collection<SchemaEntry>('schema');
}

async function storedVersions(connection: Connection): Promise<ReadonlyMap<string, number>> {
  const entries = await schemaOf(connection).find().toArray();
  return new Map(entries.map(({ _id, version }) => [_id, version]));
}

type Step = Migration & Pick<PendingStep, 'collection'>;

/** @param stored version of the collection; undefined where it does not exist yet, which needs no step */
function stepsOf(
  { name, schemaVersion, migrations = [] }: CollectionPlan,
  stored: number = schemaVersion,
): readonly Step[] {
  if (stored > schemaVersion) {
    throw new StorageError(
      `The stored ${name} have version ${stored}, but this program knows them up to version ${schemaVersion}: install the newer program.`,
    );
  }
  return Array.from({ length: schemaVersion - stored }, (_, before) => {
    const toVersion = stored + before + 1;
    const step = migrations.find((one) => one.toVersion === toVersion);
    if (!step)
      throw new StorageError(`There is no way from version ${toVersion - 1} of ${name} to ${toVersion}.`);
    return { collection: name, ...step };
  });
}

/** Versions are recorded when all collections exist; a start that is interrupted before that creates them again. */
async function createCollections(connection: Connection, plans: readonly CollectionPlan[]): Promise<void> {
  await someAtOnce(plans, (plan) => createCollection(connection, plan));
  await schemaOf(connection).bulkWrite(
    plans.map(({ name, schemaVersion }) => ({
      updateOne: {
        filter: { _id: name },
        update: { $setOnInsert: { version: schemaVersion } },
        upsert: true,
      },
    })),
  );
}

async function createCollection(connection: Connection, { name, clustered }: CollectionPlan): Promise<void> {
  try {
    await connection.createCollection(
      name,
      clustered ? { clusteredIndex: { key: { _id: 1 }, unique: true } } : {},
    );
  } catch (error) {
    if (!isAlreadyThere(error)) throw error; // another process is starting at the same time
  }
}

async function createIndexes(connection: Connection, { name, indexes = [] }: CollectionPlan): Promise<void> {
  if (indexes.length === 0) return;
  await connection
    .collection(name)
    .createIndexes(indexes.map(({ keys, ...options }) => ({ key: { ...keys }, ...options })));
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 48; // NamespaceExists
}
