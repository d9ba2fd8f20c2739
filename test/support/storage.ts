import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connect } from '../../src/platform/storage/connection.ts';
import { openStores, type Stores } from '../../src/app/stores.ts';
import { plannedShards, watchShards } from './shardMonitor.ts';

/** With SHARDING=watched whatever a mongos would refuse, or send to every shard unmeant, fails the tests that sent it. */
const isWatched = process.env['SHARDING'] === 'watched';

/** An empty database of its own for the tests of a file or a describe block, dropped after them. */
export function useConnection(): () => Connection {
  let connection: Connection | undefined;
  let objected = (): readonly string[] => [];
  beforeAll(async () => {
    const uri = process.env['TEST_STORAGE_URI']; // globalSetup.js
    if (uri === undefined) throw new Error('no storage was started for the tests');
    const watched = `${uri}${uri.includes('?') ? '&' : '?'}monitorCommands=true`;
    connection = await connect(isWatched ? watched : uri, `test-${randomUUID()}`);
    if (isWatched) objected = watchShards(connection, plannedShards());
  });
  afterAll(async () => {
    await connection?.dropDatabase();
    await connection?.close();
    expect(objected()).toEqual([]);
  });
  return () => {
    if (!connection) throw new Error('the connection is there from beforeAll on');
    return connection;
  };
}

/** All stores on an empty database of its own. */
export function useStores(): () => Stores {
  const connection = useConnection();
  let stores: Stores | undefined;
  beforeAll(async () => {
    stores = await openStores(connection());
  });
  return () => {
    if (!stores) throw new Error('the stores are there from beforeAll on');
    return stores;
  };
}
