import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { checkStore } from '../../../src/storage/embedded/care/checkStore.ts';
import { newFolder } from '../../storage/embedded/newFolder.ts';
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
    expect([report.documents, report.faults]).toEqual([1, []]);
  }, 60_000);
});
