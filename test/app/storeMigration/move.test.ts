/** From a folder to a database, cut off on the way: nothing is lost, and only one of the two is served at any time. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createApp } from '../../../src/app/app.ts';
import { openKioskKey } from '../../../src/collection/kiosk/kioskKey.ts';
import { openSigners } from '../../../src/collection/ledger/signers.ts';
import { moveCommand } from '../../../src/app/storeMigration/moveCommand.ts';
import { migrateStore, refuseMoved } from '../../../src/app/storeMigration/moveInstallation.ts';
import { pointWatch } from '../../../src/collection/quality/pointWatch.ts';
import { connect, openStorage } from '../../../src/platform/storage/connection.ts';
import { openStores, type Stores } from '../../../src/app/stores.ts';
import { duringAt, fillSmallCity } from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';
import { countAll } from '../../support/counting.ts';
import { useFolders } from '../../support/folder.ts';
import { memoryChest } from '../../support/memoryChest.ts';
import { hoursLater, seal } from '../../collection/ledger/smallLedger.ts';

const newFolder = useFolders();
const database = `move-${randomUUID()}`;
const chest = memoryChest();
let to = '';

beforeAll(() => {
  to = (process.env['TEST_STORAGE_URI'] ?? '').replace(/\/(?=\?|$)/, `/${database}`);
});
afterAll(async () => {
  const connection = await connect(to);
  await connection.dropDatabase();
  await connection.close();
});

async function appOn(stores: Stores) {
  return createApp({
    stores,
    installation: await stores.installation.open('real'),
    signers: await openSigners(stores.ledger, chest),
    kioskKey: await openKioskKey(stores.kioskKeys, chest),
    watch: pointWatch(stores.quality),
    now: () => duringAt,
    logError({ error }) {
      throw error;
    },
  });
}

describe('a move', () => {
  test('goes on where it was cut off, brings every receipt and the same index, and leaves one to be served', async () => {
    const folder = join(await newFolder(), 'data');
    let receipt: string;
    let before: unknown;
    const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
    try {
      const stores = await openStores(storage.connection);
      await fillSmallCity(stores);
      const app = await appOn(stores);
      const first = await answer(app, 'WARD22', { q1: 5, q2: 4, q3: 0 });
      for (let form = 0; form < 30; form++) await answer(app, 'WARD22', { q1: 5, q2: 1 + (form % 5), q3: 2 });
      receipt = first.headers['location']!;
      await countAll(stores);
      await seal(stores, await openSigners(stores.ledger, chest), hoursLater(24, 5));
      before = (await request(app).get('/results/round.json').expect(200)).body;
    } finally {
      await storage.close();
    }

    const move = { from: folder, to, now: duringAt, say() {} };
    let batches = 0;
    const cutOff = migrateStore({
      ...move,
      afterBatch() {
        batches += 1;
        if (batches === 6) throw new Error('power failed');
      },
    });
    await expect(cutOff).rejects.toThrow('power failed');
    const target = await connect(to);
    const stores = await openStores(target);
    await expect(refuseMoved(stores)).rejects.toThrow('not everything has arrived');

    const said: string[] = [];
    expect(await moveCommand(['--from', folder, '--to', to], (line) => said.push(line))).toBe(0);
    expect(said).toContain('submissions: 31');
    await refuseMoved(stores);
    const app = await appOn(stores);
    expect((await request(app).get('/results/round.json').expect(200)).body).toEqual(before);
    await request(app).get(receipt).expect(200);
    expect((await answer(app, 'WARD22', { q1: 5, q2: 4, q3: 0 })).status).toBe(303);
    await target.close();

    const old = await openStorage({ mongodbUri: undefined, dataFolder: folder });
    await expect(refuseMoved(await openStores(old.connection))).rejects.toThrow(/was moved to mongodb:/);
    await old.close();
    await expect(migrateStore(move)).rejects.toThrow('was moved');
  });

  test('is refused where there is nothing to move, or where something is already', async () => {
    const [empty, other] = [join(await newFolder(), 'empty'), join(await newFolder(), 'other')];
    const move = { from: empty, to, now: duringAt, say() {} };
    await expect(migrateStore(move)).rejects.toThrow('There is no installation');
    const storage = await openStorage({ mongodbUri: undefined, dataFolder: other });
    await (await openStores(storage.connection)).installation.open('real');
    await storage.close();
    await expect(migrateStore({ ...move, from: other })).rejects.toThrow('holds an installation already');
  });
});
