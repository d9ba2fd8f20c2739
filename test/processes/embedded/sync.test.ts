import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import mongoose, { type mongo } from 'mongoose';
import { newFolder } from '../../platform/storage/embedded/newFolder.ts';
import { startedProcess } from './startedProcess.ts';

/** Why it cannot run here, if it cannot: strace is a Debian program and needs the right to trace. */
function whyNot(): string | undefined {
  try {
    execFileSync('strace', ['-f', '-e', 'trace=none', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'strace is missing or may not trace here (install it: apt-get install strace)';
  }
}

const reason = whyNot();
if (reason !== undefined)
  console.warn(`SKIPPED, loudly: the test that every acknowledgement follows a sync: ${reason}`);

const id = 'x' as never;
const writes: Record<string, (forms: mongo.Collection, db: mongo.Db) => Promise<unknown>> = {
  insert: (forms) => forms.insertOne({ _id: id, n: 1 }),
  update: (forms) => forms.updateOne({ _id: id }, { $inc: { n: 1 } }),
  'update of many': (forms) => forms.updateMany({}, { $set: { seen: true } }),
  upsert: (forms) => forms.updateOne({ _id: 'y' as never }, { $inc: { n: 1 } }, { upsert: true }),
  replacement: (forms) => forms.replaceOne({ _id: id }, { n: 9 }),
  findAndModify: (forms) => forms.findOneAndUpdate({ _id: id }, { $inc: { n: 1 } }),
  'create of an index': (forms) => forms.createIndex({ n: 1 }),
  'drop of an index': (forms) => forms.dropIndex('n_1'),
  'create of a collection': (_forms, db) => db.createCollection('others'),
  delete: (forms) => forms.deleteOne({ _id: id }),
  'delete of many': (forms) => forms.deleteMany({}),
  'drop of a collection': (_forms, db) => db.dropCollection('others'),
  'drop of a database': (_forms, db) => db.dropDatabase(),
};

(reason === undefined ? describe : describe.skip)('an acknowledgement', () => {
  test('of every kind of write follows a sync that covers it', async () => {
    expect(await unsynced({ sync: true })).toEqual([]);
  });

  test('does not, and the test above fails, when syncing is switched off', async () => {
    expect(await unsynced({ sync: false })).toEqual(Object.keys(writes));
  });
});

/**
 * Runs each write alone in a traced store and reads the trace: from the request that came in to the answer
 * that went out, the file has to be written, then flushed.
 *
 * @returns the names of the writes that were answered without it
 */
async function unsynced({ sync }: { sync: boolean }): Promise<string[]> {
  const folder = newFolder();
  const trace = join(folder, 'trace');
  const calls = 'trace=read,recvfrom,write,writev,sendto,pwrite64,pwritev,fdatasync,fsync,msync';
  const before = ['strace', '-f', '-y', '-x', '-s', '16', '-e', calls, '-o', trace];
  const store = await startedProcess(join(folder, 'data'), { before, sync });
  const options = { maxPoolSize: 1, monitorCommands: true };
  const client = await new mongoose.mongo.MongoClient(store.uri, options).connect();
  let asked = 0;
  client.on('commandStarted', ({ requestId }) => (asked = requestId));
  const db = client.db('test');
  const missing: string[] = [];
  for (const [name, write] of Object.entries(writes)) {
    await rest(trace);
    await write(db.collection('forms'), db);
    const between = await linesBetween(trace, asked);
    if (!isSynced(between, name.startsWith('drop'))) missing.push(name);
  }
  await client.close();
  await store.end('SIGTERM');
  rmSync(folder, { recursive: true });
  return missing;
}

function lines(trace: string): string[] {
  return readFileSync(trace, 'utf8').split('\n').slice(0, -1);
}

/** Until nothing more is written: what was dropped is cleaned away after the answer. */
async function rest(trace: string): Promise<void> {
  const written = (): number => lines(trace).filter((line) => line.includes('store.mdb>')).length;
  for (let before = -1; before !== written();) {
    before = written();
    await setTimeout(100);
  }
}

/**
 * What the store did from the request of that number to its answer, once strace has written down the answer. Each begins
 * with its length, its own number and the number that it answers, in four bytes each.
 */
async function linesBetween(trace: string, request: number): Promise<string[]> {
  const number = Buffer.alloc(4);
  number.writeInt32LE(request);
  const bytes = [...number].map((byte) => `\\\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const any = '(?:\\\\x..)';
  const asked = new RegExp(`"${any}{4}${bytes}${any}{8}"`);
  const answered = new RegExp(`(write|writev|sendto)\\(\\d+<.*"${any}{8}${bytes}${any}{4}"`);
  for (;;) {
    const all = lines(trace);
    const end = all.findLastIndex((line) => answered.test(line));
    if (end >= 0) return all.slice(0, end).slice(all.findLastIndex((line) => asked.test(line)));
    await setTimeout(20);
  }
}

/**
 * Whether all that was written to the file before the answer had been flushed by then. LMDB ends a commit by
 * writing one page that points to the rest, through a descriptor that is itself synchronous (O_DSYNC); so that one
 * may come after the flush. A drop goes on writing for itself: of it the first commit counts.
 */
function isSynced(trace: readonly string[], goesOn: boolean): boolean {
  const calls = trace.filter((line) => /store\.mdb>|(fdatasync|fsync) resumed/.test(line));
  const isFlush = (line: string): boolean =>
    /(fdatasync|fsync)(\(|\s+resumed)/.test(line) && !line.includes('unfinished');
  const isWrite = (line: string): boolean => /p?writev?(64)?\(/.test(line);
  const flush = goesOn ? calls.findIndex(isFlush) : calls.findLastIndex(isFlush);
  const isWritten = calls.slice(0, flush).some(isWrite);
  const after = calls.slice(flush + 1).filter(isWrite);
  return flush >= 0 && isWritten && (goesOn ? after.length >= 1 : after.length === 1);
}
