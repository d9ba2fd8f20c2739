import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { EJSON, type Document } from 'bson';
import request from 'supertest';
import { createApp } from '../../../src/app/app.ts';
import { openKioskKey } from '../../../src/collection/kiosk/kioskKey.ts';
import { pointWatch } from '../../../src/collection/quality/pointWatch.ts';
import { openSigners } from '../../../src/collection/ledger/signers.ts';
import { migrateCommand } from '../../../src/app/commands/migrateCommand.ts';
import { migrateAlone } from '../../../src/platform/storage/migrateAlone.ts';
import { prepareCollections, type Migration } from '../../../src/platform/storage/migrations.ts';
import { openStores, type Stores } from '../../../src/app/stores.ts';
import { closingAt, duringAt } from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';
import { countAll } from '../../support/counting.ts';
import { memoryChest } from '../../support/memoryChest.ts';
import { useConnection } from '../../support/storage.ts';
import { addSubmissions, hoursLater, seal } from '../../collection/ledger/smallLedger.ts';

describe('a store that the first version wrote', () => {
  const connection = useConnection();
  let stores: Stores | undefined;
  /** The steps it needs, looked at twice. */
  let pending: readonly (readonly string[])[] = [];

  beforeAll(async () => {
    const file = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'store-v1.json'), 'utf8');
    const collections: Record<string, Document[]> = EJSON.parse(file);
    for (const [name, documents] of Object.entries(collections)) {
      await connection().collection(name).insertMany(documents);
    }
    pending = [await dryRun(), await dryRun()];
    stores = await openStores(connection());
  });

  test('is read whole: forms, figures and receipts', async () => {
    let now = duringAt;
    const app = await createApp({
      stores: stores!,
      installation: await stores!.installation.open('real'),
      signers: await openSigners(stores!.ledger, memoryChest()),
      watch: pointWatch(stores!.quality),
      kioskKey: await openKioskKey(stores!.kioskKeys, memoryChest()),
      now: () => now,
      logError: ({ error }) => {
        throw error;
      },
    });
    // 12 forms: two satisfied answers each, and a third on level 2 in every other form: 24 of 30. With four more, ten
    // people have answered the third question, and the figure may be shown: 32 of 42.
    for (let form = 0; form < 4; form++) await answer(app, 'WARD22', { q1: 5, q2: 5, q3: 2 });
    await countAll(stores!);
    now = closingAt;
    const { body } = await request(app).get('/results/round.json').expect(200);
    now = duringAt;
    expect(body.satisfactionIndex.figure).toMatchObject({
      valuePercent: 76.19,
      people: 16,
      exactShare: '32/42',
    });
    const [kept] = await connection().collection('submissions').find().toArray();
    await request(app).get(`/receipts/${kept!['receiptCode']}`).expect(200);
    expect((await answer(app, 'WARD33', { q1: 5, q2: 5 })).status).toBe(303);
  });

  /** What `lang-nghe migrate --dry-run` says. */
  async function dryRun(): Promise<readonly string[]> {
    const said: string[] = [];
    const { uri, database } = { uri: process.env['TEST_STORAGE_URI'] ?? '', database: connection().name };
    const env = { MONGODB_URI: uri.replace(/\/(?=\?|$)/, `/${database}`) };
    expect(await migrateCommand(['--dry-run'], (line) => said.push(line), env)).toBe(0);
    return said;
  }

  test('tells what has to be done, and is not changed by being asked', async () => {
    expect(pending[0]).toContain('submissions: to version 2, 12 documents');
    expect(pending[1]).toEqual(pending[0]);
    expect(await dryRun()).toEqual(['Everything has the shape that this program knows.']);
  });

  test('is the same when it is opened again', async () => {
    const before = await connection().collection('submissions').find().toArray();
    await openStores(connection());
    expect(await connection().collection('submissions').find().toArray()).toEqual(before);
  });
});

describe('a store of submissions of version 5', () => {
  const connection = useConnection();

  test('gets an index of receipts that a sharded collection may have in place of the unique one', async () => {
    await openStores(connection());
    const submissions = connection().collection('submissions');
    await submissions.dropIndex('receiptCode_1');
    await submissions.createIndex({ receiptCode: 1 }, { unique: true });
    const schema = connection().collection<{ _id: string; version: number }>('schema');
    await schema.updateOne({ _id: 'submissions' }, { $set: { version: 5 } });
    await openStores(connection());
    const [index] = (await submissions.indexes()).filter(({ name }) => name === 'receiptCode_1');
    expect([index?.key, index?.unique]).toEqual([{ receiptCode: 1 }, undefined]);
  });
});

describe('migrations', () => {
  const connection = useConnection();
  const plan = (schemaVersion: number) => [{ name: 'things', schemaVersion }];
  const growing: Migration = {
    collection: 'things',
    toVersion: 2,
    async run(store) {
      await store
        .collection('things')
        .updateMany({ grown: { $exists: false } }, { $inc: { size: 10 }, $set: { grown: true } });
    },
  };

  test('go forward one version at a time, once, and go on after one was cut off', async () => {
    await prepareCollections(connection(), plan(1), []);
    await connection()
      .collection('things')
      .insertMany([{ size: 1 }, { size: 2 }]);
    const cutOff: Migration = {
      ...growing,
      async run(store) {
        await store
          .collection('things')
          .updateOne({ size: 1 }, { $inc: { size: 10 }, $set: { grown: true } });
        throw new Error('power failed');
      },
    };
    await expect(prepareCollections(connection(), plan(2), [cutOff])).rejects.toThrow('power failed');
    await prepareCollections(connection(), plan(2), [growing]);
    await prepareCollections(connection(), plan(2), [growing]);
    const sizes = (await connection().collection('things').find().toArray()).map((thing) => thing['size']);
    expect(new Set(sizes)).toEqual(new Set([11, 12]));
  });

  test('are run by one of several processes that start together, and by none while one serves', async () => {
    let runs = 0;
    const plans = [{ name: 'counted', schemaVersion: 1 }];
    await prepareCollections(connection(), plans, []);
    const counting: Migration = { collection: 'counted', toVersion: 2, run: async () => void (runs += 1) };
    const migrate = async (isServed: boolean) =>
      await migrateAlone(
        connection(),
        async () => await prepareCollections(connection(), [{ ...plans[0]!, schemaVersion: 2 }], [counting]),
        async () => isServed,
      );
    await expect(migrate(true)).rejects.toThrow('stop all processes');
    await Promise.all([migrate(false), migrate(false), migrate(false)]);
    expect(runs).toBe(1);
  });

  test('refuse a newer store, and a gap in the way', async () => {
    await expect(prepareCollections(connection(), plan(1), [growing])).rejects.toThrow(
      'install the newer program',
    );
    await expect(prepareCollections(connection(), plan(3), [growing])).rejects.toThrow(
      'no way from version 2',
    );
  });
});

describe('a store whose forms were logged before they knew their places', () => {
  const connection = useConnection();

  test('has them looked up in the log', async () => {
    const stores = await openStores(connection());
    const signers = await openSigners(stores.ledger, memoryChest());
    await addSubmissions(stores, 31, hoursLater(1, 10));
    await seal(stores, signers, hoursLater(2, 5));
    await addSubmissions(stores, 2, hoursLater(3, 10));
    const kept = () => connection().collection('submissions').find().sort({ _id: 1 }).toArray();
    const before = await kept();
    await connection()
      .collection('submissions')
      .updateMany({}, { $unset: { position: '' } });
    await connection()
      .collection<{ _id: string }>('schema')
      .updateOne({ _id: 'submissions' }, { $set: { version: 3 } });
    await openStores(connection());
    expect(await kept()).toEqual(before);
    expect(before.filter((one) => typeof one['position'] === 'number')).toHaveLength(31);
  });
});

describe('a store in which each code had a state of its own', () => {
  const connection = useConnection();

  test('has the uses of a batch in one record: used codes stay used, a cut-off form keeps its code', async () => {
    await openStores(connection());
    const heldBy = 'h'.repeat(43);
    const older = (_id: string, state: string) => ({ _id, batchId: 'batch', state, heldBy });
    const states = ['used', 'held', 'free'];
    await connection()
      .collection<{ _id: string }>('codes')
      .insertMany(states.map((state) => older(state, state)));
    await connection()
      .collection<{ _id: string }>('schema')
      .updateOne({ _id: 'codes' }, { $set: { version: 1 } });
    const { codes } = await openStores(connection());
    expect(await codes.countUsed('batch')).toBe(2);
    const uses = states.map((mark) => ({ mark, batchId: 'batch', heldBy: 'another' }));
    expect(await Promise.all(uses.map(async (use) => await codes.reserve(use)))).toEqual([
      'taken',
      'taken',
      'reserved',
    ]);
    expect(await codes.reserve({ ...uses[1]!, heldBy })).toBe('reserved');
    expect(await codes.findBatchId('used')).toBe('batch');
    expect(
      await connection()
        .collection('codes')
        .countDocuments({ state: { $exists: true } }),
    ).toBe(0);
  });
});

describe('a store that kept arrivals to the second', () => {
  const connection = useConnection();

  test('has them no more, and its gaps of hours before are read as they were', async () => {
    await openStores(connection());
    const position = { accessPointId: 'point', revision: 1 };
    const gaps = [1, 0, 0, 2, 0, 0, 0];
    const hours = { h09: { forms: 4, arrivals: 4, gaps } };
    await connection()
      .collection<{ _id: string }>('pointDays')
      .insertOne({ _id: 'point 1 2026-01-20', ...position, day: '2026-01-20', hours } as never);
    await connection().collection('arrivals').insertOne({ at: new Date() });
    for (let start = 0; start < 2; start++) {
      await connection()
        .collection<{ _id: string }>('schema')
        .updateOne({ _id: 'pointDays' }, { $set: { version: 1 } });
      const { quality } = await openStores(connection());
      const [day] = await quality.listDays(position, '2026-01-01');
      expect(day?.hours[0]).toMatchObject({ arrivals: 4, gaps });
    }
    expect(await connection().db!.listCollections({ name: 'arrivals' }).toArray()).toEqual([]);
  });
});
