/** A store in a folder of its own for one test file, with the official driver connected to it. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from '@jest/globals';
import mongoose, { type mongo } from 'mongoose';
import {
  startEmbeddedStore,
  type EmbeddedStore,
} from '../../../../src/platform/storage/embedded/embeddedStore.ts';
import { newFolder } from './newFolder.ts';

export interface OpenedStore {
  readonly db: mongo.Db;
  readonly client: mongo.MongoClient;
  readonly store: EmbeddedStore;
  readonly folder: string;
  collection(name: string): mongo.Collection;
}

/** Opens it before the tests of a file and removes it after them. */
export function openedStore(): OpenedStore {
  const opened: { store?: EmbeddedStore; client?: mongo.MongoClient } = {};
  const folder = newFolder();
  beforeAll(async () => {
    opened.store = await startEmbeddedStore({ folder });
    opened.client = await new mongoose.mongo.MongoClient(opened.store.uri).connect();
  });
  afterAll(async () => {
    await opened.client?.close();
    await opened.store?.close();
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    get client() {
      return opened.client!;
    },
    get store() {
      return opened.store!;
    },
    get db() {
      return opened.client!.db('test');
    },
    collection: (name) => opened.client!.db('test').collection(name),
  };
}
