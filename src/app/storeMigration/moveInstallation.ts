/**
 * Moves an installation from one store to another. After an interruption it resumes where it stopped. The new store is
 * not served before everything was copied and checked, and the old one is not served after that: two stores that
 * continue the same log would sign two histories with one key.
 */
import { verifyInstallation } from '../backups/verifyInstallation.ts';
import { isServed } from '../../platform/processes/isServed.ts';
import {
  copyCollection,
  countDocuments,
  listCollectionNames,
} from '../../platform/storage/copyCollections.ts';
import { openStorage, StorageError, type Storage } from '../../platform/storage/connection.ts';
import { openStores, type Stores } from '../stores.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

/** Created by the new store itself, or about processes that served the old one. */
const notMoved = ['storeMigrations', 'processes', 'schema'];

export interface MoveOptions {
  /** Data folder, or connection string. */
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  readonly say: (line: string) => void;
  /** Called after each batch; a test throws here to interrupt the move. */
  readonly afterBatch?: () => void;
}

interface Location {
  /** Without a password, for messages. */
  readonly name: string;
  readonly connection: Storage['connection'];
  readonly stores: Stores;
}

/** @throws StorageError when the move must not begin, or when the copy has errors */
export async function migrateStore({ from, to, ...options }: MoveOptions): Promise<void> {
  await withLocation(from, async (source) => {
    await withLocation(to, async (target) => await carry(source, target, options));
  });
}

async function carry(
  source: Location,
  target: Location,
  { now, say, afterBatch = () => {} }: Omit<MoveOptions, 'from' | 'to'>,
): Promise<void> {
  const installation = await requireMovable(source, target);
  await target.stores.storeMigrations.begin(installation);
  for (const name of await listCollectionNames(source.connection)) {
    if (notMoved.includes(name)) continue;
    const count = await copyWhole(source, target, name, afterBatch);
    if (count > 0) say(`${name}: ${count}`);
  }
  if (!(await verifyInstallation(target.stores, say))) {
    throw new StorageError(
      `What arrived in ${target.name} is not as it should be, so ${source.name} is still the one that counts.`,
    );
  }
  await source.stores.storeMigrations.leave(target.name, now);
  await target.stores.storeMigrations.end();
}

/** @returns the id of the installation */
async function requireMovable(source: Location, target: Location): Promise<string> {
  const installation = await source.stores.installation.findFingerprint();
  if (installation === undefined) throw new StorageError(`There is no installation in ${source.name}.`);
  const [left, arriving] = [
    await source.stores.storeMigrations.find(),
    await target.stores.storeMigrations.find(),
  ];
  if (left?.state === 'arriving') throw new StorageError(halfMoved(source.name));
  if (arriving?.state === 'arriving' && arriving.installation === installation) return installation; // interrupted before
  if (left) throw new StorageError(hasLeft(left));
  if (arriving || (await target.stores.installation.findFingerprint()) !== undefined)
    throw new StorageError(`${target.name} holds an installation already; name an empty database.`);
  // A data folder cannot be opened while it is served.
  if (await isServed(source.stores.processes))
    throw new StorageError(`A program serves ${source.name}: stop it first, or answers would be lost.`);
  return installation;
}

/** @returns how many documents there are on both sides */
async function copyWhole(
  source: Location,
  target: Location,
  name: string,
  afterBatch: () => void,
): Promise<number> {
  const { storeMigrations } = target.stores;
  const copyAfter = async (after: unknown): Promise<void> => {
    await copyCollection({
      from: source.connection,
      to: target.connection,
      name,
      after,
      async onCopied(lastId) {
        await storeMigrations.noteArrived(name, lastId);
        afterBatch();
      },
    });
  };
  const count = async (): Promise<{ here: number; there: number }> => ({
    here: await countDocuments(source.connection, name),
    there: await countDocuments(target.connection, name),
  });
  const note = await storeMigrations.find();
  await copyAfter(note?.state === 'arriving' ? note.arrived[name] : undefined);
  let counts = await count();
  if (counts.here !== counts.there) {
    await copyAfter(undefined); // a batch may have been interrupted halfway
    counts = await count();
  }
  if (counts.here !== counts.there)
    throw new StorageError(`Of ${counts.here} ${name} there are ${counts.there} in ${target.name}.`);
  return counts.there;
}

async function withLocation(location: string, action: (location: Location) => Promise<void>): Promise<void> {
  const isServer = /^mongodb(\+srv)?:\/\//.test(location);
  const storage = await openStorage(
    isServer ? { mongodbUri: location, dataFolder: '' } : { mongodbUri: undefined, dataFolder: location },
  );
  try {
    const stores = await openStores(storage.connection);
    await action({ name: location.replace(/\/\/[^@/]*@/, '//'), connection: storage.connection, stores });
  } finally {
    await storage.close();
  }
}

/** @throws StorageError when a store must not be served because of a move */
export async function refuseMoved({ storeMigrations }: Pick<Stores, 'storeMigrations'>): Promise<void> {
  const move = await storeMigrations.find();
  if (move) throw new StorageError(move.state === 'left' ? hasLeft(move) : halfMoved('This store'));
}

function hasLeft({ to, at }: { to: string; at: Date }): string {
  return `This installation was moved to ${to} on ${dayOf(at)} and is served from there.`;
}

function halfMoved(name: string): string {
  return `${name} holds an installation of which not everything has arrived yet: run the same lang-nghe move once more.`;
}
