import { readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { backupStore, restoreStore } from '../../../../src/platform/storage/embedded/care/backup.ts';
import { checkStore } from '../../../../src/platform/storage/embedded/care/checkStore.ts';
import { compactStore } from '../../../../src/platform/storage/embedded/care/compactStore.ts';
import {
  startEmbeddedStore,
  EmbeddedStoreError,
} from '../../../../src/platform/storage/embedded/embeddedStore.ts';
import { openStore } from '../../../../src/platform/storage/embedded/engine/store.ts';
import type { StoreFile } from '../../../../src/platform/storage/embedded/engine/storeFile.ts';
import { newFolder } from './newFolder.ts';
import { openedStore } from './openedStore.ts';

function bytesIn(folder: string): number {
  const sizes = readdirSync(folder, { recursive: true }).map(
    (name) => statSync(join(folder, String(name)), { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('the care of the file', () => {
  const opened = openedStore();

  test('a backup taken while answers come in restores to a store that checks clean', async () => {
    const answers = opened.collection('answers');
    await answers.createIndex({ unit: 1, level: -1 });
    await answers.insertMany(
      Array.from({ length: 2000 }, (_, n) => ({ unit: n % 12, level: n % 5, tags: [n, n + 1] })),
    );
    await opened.collection('arrivals').insertOne({ second: 1 });
    const over = new AbortController();
    const writing = (async () => {
      for (let n = 0; !over.signal.aborted; n++) await answers.insertOne({ unit: n % 12, late: true });
    })();
    const file = join(opened.folder, 'backups', 'today');
    await backupStore(opened.folder, file, { leaveOut: ['arrivals'] });
    over.abort();
    await writing;

    const restored = join(newFolder(), 'restored');
    await restoreStore(file, restored);
    const report = await checkStore(restored);
    expect(report.errors).toEqual([]);
    expect(report.documents).toBeGreaterThanOrEqual(2000);
    const store = await startEmbeddedStore({ folder: restored });
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    expect(
      await client
        .db('test')
        .collection('answers')
        .countDocuments({ late: { $ne: true } }),
    ).toBe(2000);
    expect(await client.db('test').listCollections({ name: 'arrivals' }).toArray()).toEqual([]);
    await client.close();
    await store.close();
    await expect(restoreStore(file, restored)).rejects.toThrow(/is not empty/);
  });

  test('a backup needs room for two copies of the store, and not for three', async () => {
    const bytes = 'b'.repeat(1_000_000);
    await opened.collection('large').insertMany(Array.from({ length: 20 }, () => ({ bytes })));
    const backups = newFolder();
    const seen = { most: 0 };
    const watch = setInterval(() => (seen.most = Math.max(seen.most, bytesIn(backups))), 1);
    const { bytes: ofBackup } = await backupStore(opened.folder, join(backups, 'backup'));
    clearInterval(watch);
    const { size: ofStore } = await stat(join(opened.folder, 'store.mdb'));
    expect(seen.most).toBeGreaterThan(Math.max(ofBackup, ofStore)); // it has seen two
    expect(seen.most).toBeLessThan(2.1 * Math.max(ofBackup, ofStore));
  });

  test('a backup with one changed byte is refused', async () => {
    const file = join(newFolder(), 'backup');
    await backupStore(opened.folder, file);
    const bytes = await readFile(file);
    bytes[bytes.length - 100]! ^= 1;
    await writeFile(file, bytes);
    await expect(restoreStore(file, join(newFolder(), 'x'))).rejects.toThrow(/digest differs/);
    await expect(restoreStore(join(opened.folder, 'store.lock'), join(newFolder(), 'x'))).rejects.toThrow(
      EmbeddedStoreError,
    );
  });

  test('a folder in use is refused, and who holds it is said', async () => {
    await expect(startEmbeddedStore({ folder: opened.folder })).rejects.toThrow(
      `in use by process ${process.pid}`,
    );
    await expect(compactStore(opened.folder)).rejects.toThrow(/in use by process/);
  });

  test('compacting gives back what deleted documents took', async () => {
    const folder = newFolder();
    const store = await startEmbeddedStore({ folder });
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    const bulky = client.db('test').collection('bulky');
    await bulky.insertMany(Array.from({ length: 200 }, () => ({ text: 'x'.repeat(20_000) })));
    await bulky.deleteMany({});
    await client.close();
    await store.close();
    const { bytesBefore, bytesAfter } = await compactStore(folder);
    expect(bytesAfter).toBeLessThan(bytesBefore / 10);
    expect((await checkStore(folder)).errors).toEqual([]);
  });

  test('a check names entries that do not fit their documents, and counts that are wrong', async () => {
    const folder = newFolder();
    const first = await startEmbeddedStore({ folder });
    const client = await new mongoose.mongo.MongoClient(first.uri).connect();
    await client.db('test').createIndex('units', { code: 1 });
    await client
      .db('test')
      .collection('units')
      .insertMany([{ code: 'a' }, { code: 'b' }]);
    await client.close();
    await first.close();
    const store = await openStore(folder, { sync: true });
    const [units] = store.catalogue.list();
    await store.file.write(() => {
      const [entry] = [...store.file.entries(units!.indexes[0]!.tree)];
      store.file.remove(units!.indexes[0]!.tree, entry!.key);
      store.catalogue.setCount(units!, 7);
    });
    await store.file.close();
    expect((await checkStore(folder)).errors).toEqual([
      'test.units: it holds 2 documents and says that it holds 7',
      'test.units, index code_1: it holds 1 entries and should hold 2',
    ]);
    await expect(backupStore(folder, join(folder, 'backup'))).rejects.toThrow(
      /damaged and was not backed up/,
    );
  });

  test('a write that comes while the store closes is refused, and what came before it is kept', async () => {
    const folder = newFolder();
    const store = await openStore(folder, { sync: true });
    const write = (value: string) =>
      store.file.write(() => store.file.put(9, Buffer.from('key'), Buffer.from(value)));
    const before = write('before');
    const closing = store.file.close();
    await expect(write('after')).rejects.toMatchObject({ codeName: 'InterruptedAtShutdown' });
    await Promise.all([before, closing]);
    const again = await openStore(folder, { sync: true });
    expect([...again.file.entries(9)].map(({ value }) => value.toString())).toEqual(['before']);
    await again.file.close();
  });

  test('a cut-off, foreign or newer file is named, with what to do', async () => {
    const folder = newFolder();
    const file = join(folder, 'store.mdb');
    await backupStore(opened.folder, join(folder, 'backup'));
    await rm(join(folder, 'backup'));
    await writeFile(file, 'not a store at all '.repeat(1000));
    await expect(startEmbeddedStore({ folder })).rejects.toThrow(/restore a backup/);
    await rm(file);
    const store = await openStore(folder, { sync: true });
    await store.file.write(() => store.file.put(0, Buffer.from('format'), Buffer.from('99')));
    await store.file.close();
    await expect(startEmbeddedStore({ folder })).rejects.toThrow(/format 99.*newer version/);
    await rm(file);
    const large = await openStore(folder, { sync: true });
    await large.file.write(() => large.file.put(9, Buffer.from('k'), Buffer.alloc(4_000_000)));
    await large.file.close();
    await truncate(file, 100_000);
    await expect(startEmbeddedStore({ folder })).rejects.toThrow(/cut off; restore a backup/);
  });

  describe('a file that ends early', () => {
    async function written(...jobs: readonly ((file: StoreFile) => void)[]): Promise<string> {
      const folder = newFolder();
      const { file } = await openStore(folder, { sync: true });
      for (const job of jobs) await file.write(() => job(file));
      await file.close();
      return folder;
    }
    const records = (length: number) => (file: StoreFile) => {
      for (let n = 0; n < 200; n++) file.put(9, Buffer.from(`k${n}`), Buffer.alloc(length));
    };

    test.each([
      ['records', 100],
      ['records on pages of their own', 10_000],
    ])('is named when one byte of %s is missing', async (_what, length) => {
      const folder = await written(records(length));
      const path = join(folder, 'store.mdb');
      await truncate(path, (await stat(path)).size - 1);
      await expect(startEmbeddedStore({ folder })).rejects.toThrow(/cut off; restore a backup/);
    });

    test('is opened when nothing but free pages is missing', async () => {
      const large = Buffer.from('large');
      const folder = await written(
        records(100),
        (file) => file.put(9, large, Buffer.alloc(1_000_000)),
        (file) => file.remove(9, large),
        ...Array.from({ length: 6 }, () => records(100)), // which moves what is in use to the free pages in front
      );
      const path = join(folder, 'store.mdb');
      await truncate(path, (await stat(path)).size - 4096);
      const { file } = await openStore(folder, { sync: true });
      expect([...file.entries(9)]).toHaveLength(200);
      await file.close();
    });
  });

  test('an unwritable folder is refused with what to do', async () => {
    const folder = newFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(startEmbeddedStore({ folder: join(folder, 'file', 'data') })).rejects.toThrow(
      /cannot be written to/,
    );
    await mkdir(join(folder, 'data'));
  });
});
