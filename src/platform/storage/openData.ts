import type { Connection } from 'mongoose';
import { connect, openStorage, StorageError } from './connection.ts';
import { holderOf } from './embedded/folderLock.ts';
import { existsSync } from 'node:fs';

/**
 * The data of an installation for a command: a database by its connection string, or a data folder, even while the
 * program runs on it.
 *
 * @throws StorageError when there is none
 */
export async function openData(
  position: string,
): Promise<{ connection: Connection; close(): Promise<void> }> {
  if (/^mongodb(\+srv)?:\/\//.test(position)) {
    return await openStorage({ mongodbUri: position, dataFolder: '' });
  }
  if (!existsSync(position)) throw new StorageError(`There is no folder ${position}.`);
  const running = holderOf(position)?.uri;
  if (running === undefined) return await openStorage({ mongodbUri: undefined, dataFolder: position });
  const connection = await connect(running);
  return { connection, close: () => connection.close() };
}
