import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connect } from '../../src/platform/storage/connection.ts';
import { openStores, type Stores } from '../../src/app/stores.ts';

/** An empty database of its own for the tests of a file or a describe block, dropped after them. */
export function useConnection(): () => Connection {
  let connection: Connection | undefined;
  beforeAll(async () => {
    const uri = process.env['TEST_STORAGE_URI']; // globalSetup.js
    if (uri === undefined) throw new Error('no storage was started for the tests');
    connection = await connect(uri, `test-${randomUUID()}`);
  });
  afterAll(async () => {
    await connection?.dropDatabase();
    await connection?.close();
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
