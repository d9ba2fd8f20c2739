import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import mongoose, { type mongo } from 'mongoose';
import { checkStore } from '../../../src/platform/storage/embedded/care/checkStore.ts';
import { newFolder } from '../../platform/storage/embedded/newFolder.ts';
import { startedProcess } from './startedProcess.ts';

const isWindows = process.platform === 'win32';
if (isWindows) console.warn('SKIPPED, loudly: the test of a full disk needs ulimit');

/** A limit to the size of files stands for the full disk: the system refuses the write in the same way. */
(isWindows ? describe.skip : describe)('when the disk is full', () => {
  const folder = newFolder();
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('writes are refused in words, reads go on, small writes too, and nothing is lost', async () => {
    const before = ['sh', '-c', 'ulimit -f 8192; exec "$@"', 'sh'];
    const store = await startedProcess(folder, { before });
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    const forms = client.db('test').collection('forms');
    let stored = 0;
    const fill = async (): Promise<never> => {
      for (;;) {
        await forms.insertOne({ text: 'x'.repeat(200_000) });
        stored++;
      }
    };
    await expect(fill()).rejects.toMatchObject({
      code: 14031,
      message: expect.stringContaining('the disk or the store is full'),
    });
    expect(stored).toBeGreaterThan(5);
    expect(await forms.countDocuments({ text: /^x/ })).toBe(stored);
    expect((await forms.deleteMany({})).deletedCount).toBe(stored);
    await forms.insertOne({ text: 'there is room again' });
    await client.close();
    await store.end('SIGTERM');
    const report = await checkStore(folder);
    expect([report.documents, report.errors]).toEqual([1, []]);
  });

  test('what was written of many is counted, and the rest is named', async () => {
    const many = newFolder();
    const store = await startedProcess(many, { before: ['sh', '-c', 'ulimit -f 8192; exec "$@"', 'sh'] });
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    const forms = client.db('test').collection('forms');
    const documents = (text: string): mongo.Document[] => Array.from({ length: 2000 }, () => ({ text }));
    const text = 'x'.repeat(3000);

    const ordered = await refusal(forms.insertMany(documents(text)));
    const stored = await forms.countDocuments({ text });
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(2000);
    expect([ordered.code, ordered.insertedCount]).toEqual([14031, stored]);
    expect(ordered.writeErrors).toMatchObject([{ index: stored, code: 14031 }]);
    expect(ordered.message).toMatch(/^not written: the disk or the store is full/);

    await forms.deleteMany({});
    const unordered = await refusal(forms.insertMany(documents(text), { ordered: false }));
    const kept = await forms.countDocuments({ text });
    expect(unordered.insertedCount).toBe(kept);
    expect(unordered.writeErrors).toHaveLength(2000 - kept);

    await forms.deleteMany({});
    await forms.insertMany(documents('short'));
    const changed = forms.updateMany({}, { $set: { text } });
    const failed = (await changed.catch((error: unknown) => error)) as Error;
    const now = await forms.countDocuments({ text });
    expect(now).toBeGreaterThan(0);
    expect(failed.message).toMatch(new RegExp(`full.*; ${now} documents had been changed before$`));
    await client.close();
    await store.end('SIGTERM');
    expect((await checkStore(many)).errors).toEqual([]);
    rmSync(many, { recursive: true });
  });
});

interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly insertedCount: number;
  readonly writeErrors: readonly mongo.WriteError[];
}

/** What a bulk write was refused with. */
async function refusal(writing: Promise<unknown>): Promise<Refusal> {
  return (await writing.then(
    () => ({}),
    (error: unknown) => error,
  )) as Refusal;
}
