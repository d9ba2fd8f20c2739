import { describe, expect, test } from '@jest/globals';
import { migrateCommand } from '../../../src/app/commands/migrateCommand.ts';
import { migrateAlone } from '../../../src/platform/storage/migrateAlone.ts';
import type { Migration } from '../../../src/platform/storage/collection.ts';
import { prepareCollections } from '../../../src/platform/storage/migrations.ts';
import { listPendingSteps, openStores } from '../../../src/app/stores.ts';
import { useConnection } from '../../support/storage.ts';

describe('a store', () => {
  const connection = useConnection();

  test('of this program needs no step, and is not changed by being asked', async () => {
    await openStores(connection());
    const before = await connection().collection('schema').find().toArray();
    const said: string[] = [];
    const uri = (process.env['TEST_STORAGE_URI'] ?? '').replace(/\/(?=\?|$)/, `/${connection().name}`);
    expect(await migrateCommand(['--dry-run'], (line) => said.push(line), { MONGODB_URI: uri })).toBe(0);
    expect(said).toEqual(['Everything has the shape that this program knows.']);
    expect(await connection().collection('schema').find().toArray()).toEqual(before);
  });

  test('from before the first release is refused, since its names were others', async () => {
    await connection().collection<{ _id: string }>('schema').insertOne({ _id: 'unitActs' });
    await expect(openStores(connection())).rejects.toThrow('before the first release');
    await expect(listPendingSteps(connection())).rejects.toThrow('before the first release');
  });
});

describe('migrations', () => {
  const connection = useConnection();
  const plan = (schemaVersion: number, ...migrations: Migration[]) => [
    { name: 'things', schemaVersion, migrations },
  ];
  const growing: Migration = {
    toVersion: 2,
    async run(store) {
      await store
        .collection('things')
        .updateMany({ grown: { $exists: false } }, { $inc: { size: 10 }, $set: { grown: true } });
    },
  };

  test('go forward one version at a time, once, and go on after one was cut off', async () => {
    await prepareCollections(connection(), plan(1));
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
    await expect(prepareCollections(connection(), plan(2, cutOff))).rejects.toThrow('power failed');
    await prepareCollections(connection(), plan(2, growing));
    await prepareCollections(connection(), plan(2, growing));
    const sizes = (await connection().collection('things').find().toArray()).map((thing) => thing['size']);
    expect(new Set(sizes)).toEqual(new Set([11, 12]));
  });

  test('are run by one of several processes that start together, and by none while one serves', async () => {
    let runs = 0;
    const counted = { name: 'counted', schemaVersion: 1 };
    await prepareCollections(connection(), [counted]);
    const counting: Migration = { toVersion: 2, run: async () => void (runs += 1) };
    const migrate = async (isServed: boolean) =>
      await migrateAlone(
        connection(),
        async () =>
          await prepareCollections(connection(), [{ ...counted, schemaVersion: 2, migrations: [counting] }]),
        async () => isServed,
      );
    await expect(migrate(true)).rejects.toThrow('stop all processes');
    await Promise.all([migrate(false), migrate(false), migrate(false)]);
    expect(runs).toBe(1);
  });

  test('refuse a newer store, and a gap in the way', async () => {
    await expect(prepareCollections(connection(), plan(1, growing))).rejects.toThrow(
      'install the newer program',
    );
    await expect(prepareCollections(connection(), plan(3, growing))).rejects.toThrow('no way from version 2');
  });
});
