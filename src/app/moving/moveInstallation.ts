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
import { openStorage, StorageFault, type Storage } from '../../platform/storage/connection.ts';
import { openStores, type Stores } from '../stores.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

/** Created by the new store itself, or about processes that served the old one. */
const notMoved = ['moves', 'processes', 'schema'];

export interface MoveOptions {
  /** Data folder, or connection string. */
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  readonly say: (line: string) => void;
  /** Called after each batch; a test throws here to interrupt the move. */
  readonly afterBatch?: () => void;
}

interface Place {
  /** Without a password, for messages. */
  readonly name: string;
  readonly connection: Storage['connection'];
  readonly stores: Stores;
}

/** @throws StorageFault when the move must not begin, or when the copy has errors */
export async function moveInstallation({ from, to, ...options }: MoveOptions): Promise<void> {
  await withPlace(from, async (source) => {
    await withPlace(to, async (target) => await carry(source, target, options));
  });
}

async function carry(
  source: Place,
  target: Place,
  { now, say, afterBatch = () => {} }: Omit<MoveOptions, 'from' | 'to'>,
): Promise<void> {
  const installation = await requireMovable(source, target);
  await target.stores.moves.begin(installation);
  for (const name of await listCollectionNames(source.connection)) {
    if (notMoved.includes(name)) continue;
    const count = await copyWhole(source, target, name, afterBatch);
    if (count > 0) say(`${name}: ${count}`);
  }
  if (!(await verifyInstallation(target.stores, say))) {
    throw new StorageFault(
      `What arrived in ${target.name} is not as it should be, so ${source.name} is still the one that counts.`,
    );
  }
  await source.stores.moves.leave(target.name, now);
  await target.stores.moves.end();
}

/** @returns the id of the installation */
async function requireMovable(source: Place, target: Place): Promise<string> {
  const installation = await source.stores.installation.findFingerprint();
  if (installation === undefined) throw new StorageFault(`There is no installation in ${source.name}.`);
  const [left, arriving] = [await source.stores.moves.find(), await target.stores.moves.find()];
  if (left?.state === 'arriving') throw new StorageFault(halfMoved(source.name));
  if (arriving?.state === 'arriving' && arriving.installation === installation) return installation; // interrupted before
  if (left) throw new StorageFault(hasLeft(left));
  if (arriving || (await target.stores.installation.findFingerprint()) !== undefined)
    throw new StorageFault(`${target.name} holds an installation already; name an empty database.`);
  // A data folder cannot be opened while it is served.
  if (await isServed(source.stores.processes))
    throw new StorageFault(`A program serves ${source.name}: stop it first, or answers would be lost.`);
  return installation;
}

/** @returns how many documents there are on both sides */
async function copyWhole(
  source: Place,
  target: Place,
  name: string,
  afterBatch: () => void,
): Promise<number> {
  const { moves } = target.stores;
  const copyAfter = async (after: unknown): Promise<void> => {
    await copyCollection({
      from: source.connection,
      to: target.connection,
      name,
      after,
      async onCopied(lastId) {
        await moves.noteArrived(name, lastId);
        afterBatch();
      },
    });
  };
  const count = async (): Promise<{ here: number; there: number }> => ({
    here: await countDocuments(source.connection, name),
    there: await countDocuments(target.connection, name),
  });
  const note = await moves.find();
  await copyAfter(note?.state === 'arriving' ? note.arrived[name] : undefined);
  let counts = await count();
  if (counts.here !== counts.there) {
    await copyAfter(undefined); // a batch may have been interrupted halfway
    counts = await count();
  }
  if (counts.here !== counts.there)
    throw new StorageFault(`Of ${counts.here} ${name} there are ${counts.there} in ${target.name}.`);
  return counts.there;
}

async function withPlace(place: string, act: (place: Place) => Promise<void>): Promise<void> {
  const isServer = /^mongodb(\+srv)?:\/\//.test(place);
  const storage = await openStorage(
    isServer ? { mongodbUri: place, dataFolder: '' } : { mongodbUri: undefined, dataFolder: place },
  );
  try {
    const stores = await openStores(storage.connection);
    await act({ name: place.replace(/\/\/[^@/]*@/, '//'), connection: storage.connection, stores });
  } finally {
    await storage.close();
  }
}

/** @throws StorageFault when a store must not be served because of a move */
export async function refuseMoved({ moves }: Pick<Stores, 'moves'>): Promise<void> {
  const move = await moves.find();
  if (move) throw new StorageFault(move.state === 'left' ? hasLeft(move) : halfMoved('This store'));
}

function hasLeft({ to, at }: { to: string; at: Date }): string {
  return `This installation was moved to ${to} on ${dayOf(at)} and is served from there.`;
}

function halfMoved(name: string): string {
  return `${name} holds an installation of which not everything has arrived yet: run the same lang-nghe move once more.`;
}
