import type { Connection } from 'mongoose';
import { connect, openStorage, StorageFault } from './connection.ts';
import { holderOf } from './embedded/folderLock.ts';
import { existsSync } from 'node:fs';

/**
 * The data of an installation for a command: a database by its connection string, or a data folder, even while the
 * program runs on it.
 *
 * @throws StorageFault when there is none
 */
export async function openData(place: string): Promise<{ connection: Connection; close(): Promise<void> }> {
  if (/^mongodb(\+srv)?:\/\//.test(place)) {
    return await openStorage({ mongodbUri: place, dataFolder: '' });
  }
  if (!existsSync(place)) throw new StorageFault(`There is no folder ${place}.`);
  const running = holderOf(place)?.uri;
  if (running === undefined) return await openStorage({ mongodbUri: undefined, dataFolder: place });
  const connection = await connect(running);
  return { connection, close: () => connection.close() };
}
