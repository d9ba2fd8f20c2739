import { rmSync } from 'node:fs';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import mongoose, { type mongo } from 'mongoose';
import { checkStore } from '../../../src/platform/storage/embedded/care/checkStore.ts';
import { randomFrom } from '../../platform/storage/embedded/generated.ts';
import { newFolder } from '../../platform/storage/embedded/newFolder.ts';
import { startedProcess } from './startedProcess.ts';

const rounds = Number(process.env['KILL_ROUNDS'] ?? 50);
const writers = 16;

jest.setTimeout(rounds * 20_000); // against what stands still

/** What a writer has been told is on disk. */
interface Acknowledged {
  readonly inserted: string[];
  /** Increments of one counter by each writer; one more may have been on its way. */
  readonly counted: number[];
  readonly upserted: Map<string, number>;
  /** Called at each acknowledgement. */
  onWrite(): void;
}

describe('a store that is killed', () => {
  const folder = newFolder();
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test(`loses and doubles nothing that was acknowledged, in ${rounds} rounds`, async () => {
    const told: Acknowledged = {
      inserted: [],
      counted: Array(writers).fill(0),
      upserted: new Map(),
      onWrite: () => {},
    };
    const random = randomFrom(7);
    for (let round = 0; round < rounds; round++) {
      const store = await startedProcess(folder);
      const client = await new mongoose.mongo.MongoClient(store.uri).connect();
      const db = client.db('crash');
      if (round === 0) await db.collection('forms').createIndex({ writer: 1, n: 1 }, { unique: true });
      if (round % 10 === 0) await verify(db, told, round);
      const enough = afterWrites(told, 20 + Math.floor(random() * 150));
      const writing = Promise.all(
        Array.from({ length: writers }, (_, writer) => write(db, writer, round, told)),
      );
      await enough;
      await store.end('SIGKILL');
      await client.close(true);
      await writing;
      expect((await checkStore(folder)).errors).toEqual([]);
    }
    const store = await startedProcess(folder);
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    await verify(client.db('crash'), told, rounds);
    await client.close();
    await store.end('SIGTERM');
    expect(told.inserted.length).toBeGreaterThan(rounds * 5);
  });
});

/** Resolves in the middle of the writing, however fast the machine is. */
function afterWrites(told: Acknowledged, number: number): Promise<void> {
  let left = number;
  return new Promise((resolve) => {
    told.onWrite = () => {
      if (--left === 0) resolve();
    };
  });
}

/** Inserts, counts up and upserts until the store is gone. */
async function write(db: mongo.Db, writer: number, round: number, told: Acknowledged): Promise<void> {
  try {
    for (let n = 0; ; n++) {
      const id = `${round}-${writer}-${n}`;
      await db.collection('forms').insertOne({ _id: id as never, writer: `${round}-${writer}`, n });
      told.inserted.push(id);
      told.onWrite();
      await db
        .collection('counters')
        .updateOne({ _id: writer as never }, { $inc: { n: 1 } }, { upsert: true });
      told.counted[writer]!++;
      told.onWrite();
      await db
        .collection('cells')
        .updateOne({ cell: `${writer}-${round}` }, { $inc: { n: 1 } }, { upsert: true });
      told.upserted.set(`${writer}-${round}`, n + 1);
      told.onWrite();
    }
  } catch {
    // The store was killed; what was on its way may be there or not.
  }
}

async function verify(db: mongo.Db, told: Acknowledged, killed: number): Promise<void> {
  const ids = new Set(
    (
      await db
        .collection('forms')
        .find({}, { projection: { _id: 1 } })
        .toArray()
    ).map(({ _id }) => String(_id)),
  );
  expect(told.inserted.filter((id) => !ids.has(id))).toEqual([]);
  expect(ids.size).toBeLessThanOrEqual(told.inserted.length + killed * writers);
  for (const { _id, n } of await db.collection('counters').find().toArray()) {
    const counted = told.counted[Number(_id)]!;
    expect(n).toBeGreaterThanOrEqual(counted);
    expect(n).toBeLessThanOrEqual(counted + killed);
  }
  const cells = await db.collection('cells').find().toArray();
  expect(new Set(cells.map(({ cell }) => String(cell))).size).toBe(cells.length);
  for (const [cell, n] of told.upserted) {
    const kept = cells.find((each) => each['cell'] === cell)!['n'] as number;
    expect([n, n + 1]).toContain(kept);
  }
}
