import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { appendColumns, type Appending } from '../../../src/processing/columns/appendColumns.ts';
import { stretchThread, type OffThread } from '../../../src/processing/tallies/stretchThread.ts';
import { chunkOver } from '../../../src/processing/columns/chunk.ts';
import {
  compressed,
  decompressed,
  type CompressedChunk,
} from '../../../src/processing/columns/compressedChunk.ts';
import { columnChunksPlan, columnStatePlan } from '../../../src/processing/columns/store.ts';
import type { KeptCheckpoint } from '../../../src/collection/ledger/store.ts';
import type { Stores } from '../../../src/app/stores.ts';
import { duringAt, fillSmallCity } from '../../support/builders.ts';
import { useOpenStores } from '../../support/storage.ts';

class Killed extends Error {}

/** Stops the program at its n-th step, as a power cut would. */
function killAt(step: number) {
  let steps = 0;
  return () => {
    steps += 1;
    if (steps === step) throw new Killed();
  };
}

const opened = useOpenStores();
let stores: Stores;
let pointIds: readonly string[];
let surveyVersionId = '';
let logSize = 0;

beforeAll(async () => {
  ({ stores } = opened());
  const { points, survey } = await fillSmallCity(stores);
  pointIds = points.map(({ id }) => id);
  surveyVersionId = survey.id;
});
beforeEach(empty);

async function empty(): Promise<void> {
  for (const name of ['submissions', columnChunksPlan.name, columnStatePlan.name]) {
    await opened().connection.collection(name).deleteMany({});
  }
  logSize = 0;
}

/** Takes the program as far as the columns have come, in chunks of four rows. */
async function append(options: Partial<Appending> = {}): Promise<void> {
  const ledger = {
    findLast: () =>
      Promise.resolve(logSize === 0 ? undefined : ({ size: logSize } as unknown as KeptCheckpoint)),
  };
  const term = { number: 1, isOver: () => false };
  await appendColumns({ stores: { ...stores, ledger }, term, stretchMax: 7, rowsAtMost: 4, ...options });
}

/** So many forms in the log, an entry that is no form behind each, in two rounds by turns. @returns their receipts */
async function log(count: number): Promise<string[]> {
  const receipts: string[] = [];
  for (let form = 0; form < count; form++, logSize += 2) {
    const [id, receiptCode, turn] = [randomUUID(), randomUUID(), logSize / 2];
    receipts.push(receiptCode);
    await stores.submissions.add({
      id,
      roundId: turn % 3 === 2 ? 'other' : 'round',
      surveyVersionId,
      accessPointId: pointIds[turn % 2]!,
      revision: 1,
      receivedHour: duringAt,
      givenOn: `2026-01-2${turn % 5}`,
      late: turn % 5 === 4,
      noticeVersion: '1',
      answers: turn % 4 === 0 ? { q1: 5 } : { q1: 1 + (turn % 5), q2: turn % 3, q3: turn % 6 },
      about: turn % 2 === 0 ? {} : { age: `band-${turn % 4}` },
      salts: { answers: Buffer.alloc(16), about: Buffer.alloc(16) },
      receiptCode,
    });
    await stores.submissions.markLogged([{ id, position: logSize }]);
  }
  return receipts;
}

interface Row {
  readonly position: number;
  readonly unitId: string;
  readonly day: string;
  readonly late: boolean;
  readonly answers: Record<string, number>;
  readonly about: Record<string, string>;
}

/** What is kept of a round, row by row. */
async function kept(roundId: string): Promise<Row[]> {
  const { generation } = await stores.columns.findState();
  const rows: Row[] = [];
  for (const name of await stores.columns.list({ generation, roundId })) {
    const chunk = chunkOver((await stores.columns.find(name))!);
    const { lists } = chunk;
    for (let row = 0; row < chunk.rows; row++) {
      rows.push({
        position: chunk.positions[row]!,
        unitId: lists.revisions[chunk.revisions[row]!]!.unitId,
        day: lists.days[chunk.days[row]!]!,
        late: chunk.late[row] === 1,
        answers: Object.fromEntries(
          lists.questions.map((id, at) => [id, chunk.levels[at]![row]!]).filter(([, level]) => level !== 255),
        ),
        about: Object.fromEntries(
          lists.abouts.flatMap(({ id, options }, at) => {
            const band = chunk.bands[at]![row]!;
            return band === 0 ? [] : [[id, options[band - 1]!]];
          }),
        ),
      });
    }
  }
  return rows;
}

/** What the submissions themselves say. */
async function direct(roundId: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const one of stores.submissions.eachLogged(0, logSize)) {
    if (one.roundId !== roundId) continue;
    const { position, givenOn: day, late, answers, about } = one;
    const unitId = one.accessPointId === pointIds[0] ? 'ward-a' : 'ward-b';
    rows.push({ position, unitId, day, late, answers, about });
  }
  return rows;
}

async function expectKeptIsDirect(): Promise<void> {
  for (const roundId of ['round', 'other']) expect(await kept(roundId)).toEqual(await direct(roundId));
}

describe('appending to the columns', () => {
  test('keeps each round in the order of the log, in chunks, as the log grows', async () => {
    await append(); // no log yet
    expect(await kept('round')).toEqual([]);
    for (const count of [1, 2, 9, 4]) {
      await log(count);
      await append();
      await expectKeptIsDirect();
    }
    const chunks = await stores.columns.list({ generation: 1, roundId: 'round' });
    expect(chunks.map(({ rows }) => rows)).toEqual([4, 4, 3]);
    expect((await stores.columns.findState()).size).toBe(logSize);
  });

  test('killed at any step, goes on where it was', async () => {
    let killedAt = 0;
    for (let isKilled = true; isKilled;) {
      await log(9);
      killedAt += 1;
      isKilled = await append({
        afterStep: killAt(killedAt),
        term: { number: 2 * killedAt, isOver: () => false },
      }).then(
        () => false,
        (error: unknown) => {
          expect(error).toBeInstanceOf(Killed);
          return true;
        },
      );
      await append({ term: { number: 2 * killedAt + 1, isOver: () => false } });
      await expectKeptIsDirect();
    }
    expect(killedAt).toBeGreaterThan(10); // steps were there to be killed at
  });

  test('leaves long stretches to a thread, and repeats what it had written when the program ended', async () => {
    const uri = process.env['TEST_STORAGE_URI']!;
    const inThread = stretchThread({ uri, database: opened().connection.name });
    const froms: number[] = [];
    const written: OffThread = async (stretch, term) => {
      await inThread(stretch, term);
      if ('columns' in stretch) froms.push(stretch.columns.from);
      if (froms.length === 2) throw new Error('ended');
      return 1;
    };
    await log(10); // stretches of 7 positions, 7 and 6
    await expect(append({ offThread: written, ownMax: 6 })).rejects.toThrow('ended');
    expect((await stores.columns.findState()).size).toBe(7);
    await append({ offThread: written, ownMax: 6 });
    expect(froms).toEqual([0, 7, 7]); // the last is short
    await expectKeptIsDirect();
  });

  test('refuses an earlier leader, who would say that the columns have come less far', async () => {
    await log(3);
    await append({ term: { number: 5, isOver: () => false } });
    const { generation, size } = await stores.columns.findState();
    expect(await stores.columns.advance({ generation, size }, 2, { number: 4 })).toBe(false);
    expect((await stores.columns.findState()).size).toBe(size);
  });
});

describe('an erasure', () => {
  const hash = Buffer.alloc(32);

  test('takes the bands out of a stored chunk, and nothing else', async () => {
    const receipts = await log(8);
    await append();
    await stores.submissions.erase(receipts[1]!, 'about', hash);
    await stores.columns.eraseBands('round', 2);
    expect((await kept('round')).find(({ position }) => position === 2)).toMatchObject({ about: {} });
    await expectKeptIsDirect();
    await stores.columns.eraseBands('round', 2); // again: nothing happens
    await stores.columns.eraseBands('round', 999);
    await expectKeptIsDirect();
    const bytes = await Promise.all(
      (await stores.columns.list({ generation: 1, roundId: 'round' })).map(async (name) =>
        chunkOver((await stores.columns.find(name))!).bands.map((band) => [...band]),
      ),
    );
    expect(bytes.flat(2).filter((band) => band !== 0)).toHaveLength(2); // of the forms 3 and 7; 1 was erased, and 5 is of the other round
  });

  test('between reading a stretch and saying that it is done is found by one of the two', async () => {
    const receipts = await log(2);
    await append({
      afterStep(step) {
        if (step !== 'chunk written') return;
        throw new Killed();
      },
    }).catch(() => {});
    // The record is read and the chunk written; whoever erases has come to the record, and not to the chunk.
    await stores.submissions.erase(receipts[1]!, 'about', hash);
    await append();
    await expectKeptIsDirect();
    expect((await kept('round'))[1]).toMatchObject({ about: {} });
  });
});

describe('making the columns anew', () => {
  async function countAnew(purpose: 'check' | 'rebuild', token: string) {
    await stores.columns.request({ purpose, token });
    await append();
    return (await stores.columns.findState()).outcome;
  }

  test('finds a single altered level by its place, and puts it right', async () => {
    await log(12);
    await append();
    expect(await countAnew('check', 'first')).toMatchObject({
      token: 'first',
      submissions: 12,
      differing: [],
    });
    const chunks = opened().connection.collection<{ _id: string } & CompressedChunk>(columnChunksPlan.name);
    const bytes = await decompressed((await chunks.findOne({ _id: '1/round/1' }, { promoteBuffers: true }))!);
    bytes[4 * 12 + 2] = bytes[4 * 12 + 2]! ^ 1; // the level of the third of its four rows on the first question
    await chunks.updateOne({ _id: '1/round/1' }, { $set: await compressed(bytes) });

    const differing = [{ roundId: 'round', position: 18 }];
    expect(await countAnew('check', 'second')).toMatchObject({ token: 'second', differing });
    expect(await kept('round')).not.toEqual(await direct('round'));
    expect(await countAnew('rebuild', 'third')).toMatchObject({ token: 'third', differing });
    await expectKeptIsDirect();
    expect(await chunks.distinct('generation')).toEqual([2]);
  });

  test('is not told that a chunk differs whose bands were erased, or whose lists have another order', async () => {
    const receipts = await log(12);
    await append();
    await stores.submissions.erase(receipts[1]!, 'about', hash);
    await stores.columns.eraseBands('round', 2);
    expect(await countAnew('check', 'one')).toMatchObject({ differing: [] });
  });

  test('goes on after being killed at any step, while the log grows and bands are erased', async () => {
    let killedAt = 0;
    for (let isKilled = true; isKilled;) {
      await empty();
      await log(9);
      await append();
      await stores.columns.request({ purpose: 'rebuild', token: `${killedAt}` });
      killedAt += 1;
      const receipts = await log(2);
      isKilled = await append({
        afterStep: killAt(killedAt),
        term: { number: 2 * killedAt, isOver: () => false },
      }).then(
        () => false,
        () => true,
      );
      await stores.submissions.erase(receipts[0]!, 'about', hash);
      for (const roundId of ['round', 'other']) await stores.columns.eraseBands(roundId, logSize - 4);
      await append({ term: { number: 2 * killedAt + 1, isOver: () => false } });
      await expectKeptIsDirect();
      const { outcome, aside } = await stores.columns.findState();
      expect([outcome?.differing, aside]).toEqual([[], undefined]);
    }
    expect(killedAt).toBeGreaterThan(8);
  });

  const hash = Buffer.alloc(32);
});
