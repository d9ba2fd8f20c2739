import { chmodSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startEmbeddedStore } from '../../../../src/platform/storage/embedded/embeddedStore.ts';
import { newFolder } from './newFolder.ts';
import { openedStore } from './openedStore.ts';

describe('the embedded store through the official driver', () => {
  const opened = openedStore();

  test('keeps what is inserted and finds it by its id', async () => {
    const answers = opened.collection('answers');
    await answers.insertOne({ _id: 'a' as never, level: 5 });
    expect(await answers.findOne({ _id: 'a' as never })).toEqual({ _id: 'a', level: 5 });
  });

  test('says that a collection is clustered by its id if that was asked for', async () => {
    await opened.db.createCollection('clustered', { clusteredIndex: { key: { _id: 1 }, unique: true } });
    const [listed] = await opened.db.listCollections({ name: 'clustered' }).toArray();
    expect(listed).toMatchObject({ options: { clusteredIndex: { key: { _id: 1 }, unique: true } } });
  });

  test('refuses a second document of one unique key as MongoDB does', async () => {
    const units = opened.collection('units');
    await units.createIndex({ code: 1 }, { unique: true });
    await units.insertOne({ code: 'H51' });
    await expect(units.insertOne({ code: 'H51' })).rejects.toMatchObject({
      code: 11000,
      message: 'E11000 duplicate key error collection: test.units index: code_1 dup key: { code: "H51" }',
      keyPattern: { code: 1 },
      keyValue: { code: 'H51' },
    });
  });

  test('counts up and inserts in one step', async () => {
    const counters = opened.collection('counters');
    const options = { upsert: true, returnDocument: 'after' } as const;
    await counters.findOneAndUpdate({ _id: 'x' as never }, { $inc: { n: 1 } }, options);
    expect(await counters.findOneAndUpdate({ _id: 'x' as never }, { $inc: { n: 1 } }, options)).toEqual({
      _id: 'x',
      n: 2,
    });
  });
});

const isWindows = process.platform === 'win32';
if (isWindows) console.warn('SKIPPED, loudly: Windows has no modes of files');

(isWindows ? describe.skip : describe)('the folder of an embedded store', () => {
  test('is read by nobody but its owner, nor are the files in it', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o755);
    const store = await startEmbeddedStore({ folder, sync: false });
    const modes = ['.', 'store.mdb', 'store.mdb-lock'].map(
      (name) => statSync(join(folder, name)).mode & 0o777,
    );
    await store.close();
    rmSync(folder, { recursive: true });
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });
});
