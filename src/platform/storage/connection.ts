import mongoose, { type Connection } from 'mongoose';
import { endWritesWithConnections, letPoolsRest } from './driver.ts';
import { startEmbeddedStore } from './embedded/embeddedStore.ts';
import { StartError } from '../startError.ts';

endWritesWithConnections();
letPoolsRest();

export interface Storage {
  /** Connection string of the store, valid in other threads too. */
  readonly uri: string;
  readonly connection: Connection;
  readonly kind: 'embedded' | 'mongodb';
  close(): Promise<void>;
}

/** The storage cannot be opened; the message says in one sentence what is missing. */
export class StorageError extends StartError {}

/**
 * Opens MongoDB where a connection string is given, otherwise the embedded store in the data folder. In both cases a
 * write is acknowledged once it is on disk, and on the majority of a replica set.
 *
 * @param options.storeUri connection string of an embedded store that another process has opened
 * @throws StorageError, or EmbeddedStoreError of the embedded store
 */
export async function openStorage(options: {
  mongodbUri: string | undefined;
  dataFolder: string;
  storeUri?: string | undefined;
}): Promise<Storage> {
  if (options.storeUri !== undefined) {
    const connection = await connect(options.storeUri);
    return { uri: options.storeUri, connection, kind: 'embedded', close: () => connection.close() };
  }
  if (options.mongodbUri !== undefined) {
    const connection = await connect(options.mongodbUri);
    await refuseOldServer(connection);
    return { uri: options.mongodbUri, connection, kind: 'mongodb', close: () => connection.close() };
  }
  const store = await startEmbeddedStore({ folder: options.dataFolder });
  try {
    const connection = await connect(store.uri);
    return {
      uri: store.uri,
      connection,
      kind: 'embedded',
      async close() {
        await connection.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** @param database overrides the database that the connection string names */
export async function connect(uri: string, database?: string): Promise<Connection> {
  const connecting = mongoose.createConnection(uri, {
    ...(database === undefined ? {} : { dbName: database }),
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: 10_000,
    writeConcern: { w: 'majority', journal: true },
  });
  try {
    return await connecting.asPromise();
  } catch (error) {
    await connecting.close();
    throw new StorageError(
      `MongoDB does not answer (${error instanceof Error ? error.message : String(error)}): check MONGODB_URI and that the server runs.`,
    );
  }
}

/** Clustered collections, on which the secrecy of the order of submissions relies, need MongoDB 6 (5.3, strictly). */
async function refuseOldServer(connection: Connection): Promise<void> {
  const { version } = await connection.db!.admin().buildInfo();
  if (Number(String(version).split('.')[0]) >= 6) return;
  await connection.close();
  throw new StorageError(`The MongoDB server is version ${version}, but version 6 or later is needed.`);
}
