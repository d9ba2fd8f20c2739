import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connect } from '../../src/platform/storage/connection.ts';
import type { Feature } from '../../src/access/feature.ts';
import { openStores, storesOn, type Stores } from '../../src/app/stores.ts';
import { plannedShards, watchShards } from './shardMonitor.ts';

/** With SHARDING=watched whatever a mongos would refuse, or send to every shard unmeant, fails the tests that sent it. */
const isWatched = process.env['SHARDING'] === 'watched';

interface Prepared {
  readonly free: string[];
  readonly taken: string[];
}
/**
 * Databases of this worker with every collection and index, which take as long to make as most files take to test: those that files
 * before have used and the next may take, emptied, and those of this file. Whatever wrote to them has ended with its file.
 */
const shared: typeof globalThis & { preparedDatabases?: Prepared } = globalThis;
const prepared = (shared.preparedDatabases ??= { free: [], taken: [] });
prepared.free.push(...prepared.taken.splice(0)); // this module is loaded once for each file

const newName = (): string => `test-${process.env['TEST_RUN']}-${randomUUID()}`;

async function open(name: string): Promise<Connection> {
  const uri = process.env['TEST_STORAGE_URI']; // globalSetup.js
  if (uri === undefined) throw new Error('no storage was started for the tests');
  const watched = `${uri}${uri.includes('?') ? '&' : '?'}monitorCommands=true`;
  return await connect(isWatched ? watched : uri, name);
}

/** @returns what a mongos would have objected to from now on */
function watch(connection: Connection): () => readonly string[] {
  return isWatched ? watchShards(connection, plannedShards()) : () => [];
}

/** An empty database of its own for the tests of a file or a describe block, dropped after them. */
export function useConnection(): () => Connection {
  let opened: { connection: Connection; objected: () => readonly string[] } | undefined;
  beforeAll(async () => {
    const connection = await open(newName());
    opened = { connection, objected: watch(connection) };
  });
  afterAll(async () => {
    await opened?.connection.dropDatabase();
    await opened?.connection.close();
    expect(opened?.objected()).toEqual([]);
  });
  return () => {
    if (!opened) throw new Error('the connection is there from beforeAll on');
    return opened.connection;
  };
}

export interface OpenStores {
  readonly connection: Connection;
  readonly stores: Stores;
}

/** All stores, or those of some features, on an empty database of its own, and the connection to it. */
export function useOpenStores(some?: readonly Feature[]): () => OpenStores {
  let opened: (OpenStores & { objected: () => readonly string[] }) | undefined;
  beforeAll(async () => {
    const before = some ? undefined : prepared.free.pop();
    const name = before ?? newName();
    const connection = await open(name);
    if (before !== undefined) await empty(connection);
    const objected = watch(connection);
    const stores = before === undefined ? await openStores(connection, some) : storesOn(connection);
    opened = { connection, stores, objected };
    if (!some) prepared.taken.push(name);
  });
  afterAll(async () => {
    if (some) await opened?.connection.dropDatabase();
    await opened?.connection.close();
    expect(opened?.objected()).toEqual([]);
  });
  return () => {
    if (!opened) throw new Error('the stores are there from beforeAll on');
    return opened;
  };
}

async function empty(connection: Connection): Promise<void> {
  const collections = await connection.db!.collections();
  await Promise.all(
    collections
      .filter(({ collectionName }) => collectionName !== 'schema')
      .map(async (one) => (await one.estimatedDocumentCount()) > 0 && (await one.deleteMany())),
  );
}

/** All stores on an empty database of its own. */
export function useStores(): () => Stores {
  const opened = useOpenStores();
  return () => opened().stores;
}
