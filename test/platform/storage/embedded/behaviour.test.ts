import { describe, expect, test } from '@jest/globals';
import mongoose, { type mongo } from 'mongoose';
import { startEmbeddedStore } from '../../../../src/platform/storage/embedded/embeddedStore.ts';
import { openStore } from '../../../../src/platform/storage/embedded/engine/store.ts';
import { removeExpired } from '../../../../src/platform/storage/embedded/engine/chores.ts';
import { newFolder } from './newFolder.ts';
import { openedStore } from './openedStore.ts';
import { int, toValue } from '../../../../src/platform/storage/embedded/bytes/build.ts';

type Body = { [name: string]: unknown };

describe('which index is used', () => {
  const opened = openedStore();

  async function indexFor(filter: Body, sort: Body = {}): Promise<string> {
    const explained = await opened
      .collection('units')
      .find(filter)
      .sort(sort as never)
      .explain();
    const stages: string[] = [];
    for (let stage = explained['queryPlanner'].winningPlan; stage !== undefined; stage = stage.inputStage)
      stages.push(stage.indexName === undefined ? stage.stage : `${stage.indexName} ${stage.direction}`);
    return stages.filter((stage) => stage !== 'FETCH').join(' ');
  }

  test('equality, lists and ranges use the longest prefix; an order spares a sort', async () => {
    const units = opened.collection('units');
    await units.createIndex({ code: 1 }, { unique: true });
    await units.createIndex({ parent: 1, kind: 1, name: -1 });
    await units.createIndex({ tags: 1 });
    await units.createIndex({ closedOn: 1 }, { partialFilterExpression: { closedOn: { $exists: true } } });
    await units.createIndex({ email: 1 }, { sparse: true });
    await units.createIndex({ movedOn: 1 }, { partialFilterExpression: { waiting: true } });
    await units.insertMany([
      { code: 'a', tags: ['x', 'y'], parent: 1, kind: 'k', name: 'n' },
      { code: 'b', parent: 1, kind: 'k', name: 'o' },
    ]);

    expect(await indexFor({ code: 'a' })).toBe('code_1 forward');
    expect(await indexFor({ code: { $in: ['a', 'b'] } })).toBe('code_1 forward');
    expect(await indexFor({ _id: 1, code: 'a' })).toBe('CLUSTERED_IXSCAN');
    expect(await indexFor({ parent: 1, kind: 'k' })).toBe('parent_1_kind_1_name_-1 forward');
    expect(await indexFor({ parent: 1, kind: { $gt: 'a' } })).toBe('parent_1_kind_1_name_-1 forward');
    expect(await indexFor({ kind: 'k' })).toBe('COLLSCAN');
    expect(await indexFor({ parent: 1 }, { kind: 1, name: -1 })).toBe('parent_1_kind_1_name_-1 forward');
    expect(await indexFor({ parent: 1 }, { kind: -1, name: 1 })).toBe('parent_1_kind_1_name_-1 backward');
    expect(await indexFor({ parent: 1 }, { kind: 1, name: 1 })).toBe('SORT parent_1_kind_1_name_-1 forward');
    expect(await indexFor({}, { code: -1 })).toBe('code_1 backward');
    expect(await indexFor({}, { _id: -1 })).toBe('COLLSCAN');
    expect(await indexFor({ tags: 'x' })).toBe('tags_1 forward');
    expect(await indexFor({}, { tags: 1 })).toBe('SORT COLLSCAN');
    expect(await indexFor({ closedOn: { $gte: '2021' } })).toBe('closedOn_1 forward');
    expect(await indexFor({ closedOn: null })).toBe('COLLSCAN');
    expect(await indexFor({}, { closedOn: 1 })).toBe('SORT COLLSCAN');
    // What a partial index requires narrows it down as a field of a key does: few wait, and many have one parent.
    expect(await indexFor({ waiting: true, movedOn: { $gte: '2021' }, parent: 1 })).toBe('movedOn_1 forward');
    expect(await indexFor({ movedOn: { $gte: '2021' }, parent: 1 })).toBe('parent_1_kind_1_name_-1 forward');
    expect(await indexFor({ email: 'x' })).toBe('email_1 forward');
    expect(await indexFor({ email: null })).toBe('COLLSCAN');
    expect(await indexFor({}, { email: 1 })).toBe('SORT COLLSCAN');
    expect(await units.find({ tags: { $in: ['x', 'y'] } }).toArray()).toHaveLength(1);
  });

  test('a unique sparse index lets many be without, a partial one lets others repeat', async () => {
    const people = opened.collection('people');
    await people.createIndex({ email: 1 }, { unique: true, sparse: true });
    await people.createIndex({ badge: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await people.insertMany([
      { badge: 1, active: true },
      { badge: 1, active: false },
      { badge: 2 },
      { badge: 2 },
    ]);
    await expect(people.insertOne({ badge: 1, active: true })).rejects.toMatchObject({ code: 11000 });
    await expect(
      people.updateOne({ badge: 1, active: false }, { $set: { active: true } }),
    ).rejects.toMatchObject({ code: 11000 });
  });
});

describe('the turns of clients', () => {
  const opened = openedStore();

  test('a cursor that stands still for long keeps its place and holds nothing up', async () => {
    const rows = opened.collection('rows');
    await rows.insertMany(Array.from({ length: 5000 }, (_, n) => ({ _id: n as never })));
    const cursor = rows.find({}, { batchSize: 100 });
    const seen: unknown[] = [];
    for await (const { _id } of cursor) {
      seen.push(_id);
      if (seen.length === 150) await rows.deleteMany({ _id: { $gte: 3000 as never } });
    }
    expect(seen).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  });

  test('counters of many writers at once come out right, and only one of them inserts', async () => {
    const cells = opened.collection('cells');
    await cells.createIndex({ key: 1 }, { unique: true });
    await Promise.all(
      Array.from({ length: 300 }, (_, n) =>
        cells.updateOne({ key: n % 3 }, { $inc: { n: 1 } }, { upsert: true }),
      ),
    );
    expect(
      await cells
        .find({}, { projection: { _id: 0 } })
        .sort({ key: 1 })
        .toArray(),
    ).toEqual([
      { key: 0, n: 100 },
      { key: 1, n: 100 },
      { key: 2, n: 100 },
    ]);
    // Without an index to look it up by, the search runs outside the write and is repeated inside it.
    await cells.insertOne({ key: 'slow', free: 50 });
    const taken = await Promise.all(
      Array.from({ length: 80 }, () =>
        cells.findOneAndUpdate({ free: { $gt: 0 } }, { $inc: { free: -1 } }, { sort: { name: 1 } }),
      ),
    );
    expect(taken.filter((found) => found !== null)).toHaveLength(50);
  });

  test('writes that need no order are all tried, and those that fail are named by their places', async () => {
    const desks = opened.collection('desks');
    await desks.createIndex({ label: 1 }, { unique: true });
    await desks.insertMany(Array.from({ length: 450 }, (_, number) => ({ number, label: `desk ${number}` })));
    const updates = Array.from({ length: 450 }, (_, number) => {
      const label = number % 200 === 7 ? 'desk 0' : `moved ${number}`;
      return { q: { number }, u: { $set: { label } } };
    });
    updates[449] = { q: { number: 900 }, u: { $set: { label: 'new' } }, upsert: true } as (typeof updates)[0];
    updates[0] = { q: { number: 900 }, u: { $set: { label: 'desk 1' } } };
    const answer = await opened.db.command({ update: 'desks', updates, ordered: false });
    expect(answer['writeErrors'].map(({ index, code }: Body) => [index, code])).toEqual([
      [7, 11_000],
      [207, 11_000],
      [407, 11_000],
    ]);
    expect(answer).toMatchObject({ n: 446, upserted: [{ index: 449 }] });
    expect(await desks.countDocuments({ label: /^moved/ })).toBe(445);
  });

  test('an index is built while others write, and a duplicate ends it without a trace', async () => {
    const busy = opened.collection('busy');
    await busy.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n })));
    const building = busy.createIndex({ n: 1 }, { unique: true });
    await Promise.all(Array.from({ length: 50 }, (_, n) => busy.insertOne({ n: 30_000 + n })));
    await building;
    expect(await busy.countDocuments({ n: { $gte: 0 } })).toBe(20_050);
    await busy.insertOne({ m: 1 });
    await busy.insertOne({ m: 1, n: -1 });
    await expect(busy.createIndex({ m: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect((await busy.indexes()).map(({ name }) => name)).toEqual(['_id_', 'n_1']);
  });

  test('a request with a time limit ends at it', async () => {
    const slow = opened.collection('slow');
    await slow.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n })));
    await expect(slow.find({ text: 'x' }, { maxTimeMS: 1 }).toArray()).rejects.toMatchObject({ code: 50 });
  });

  test('a document over 16 MB is refused, and so is one that an update makes so', async () => {
    const heavy = opened.collection('heavy');
    const text = 'x'.repeat(9 * 2 ** 20);
    await heavy.insertOne({ _id: 1 as never, text });
    await expect(heavy.updateOne({}, { $set: { more: text } })).rejects.toMatchObject({ code: 10334 });
    expect(await heavy.findOne()).toEqual({ _id: 1, text });
  });
});

describe('patterns', () => {
  const opened = openedStore();

  test('in a pattern a hyphen stands for itself, and a range that is upside down is refused', async () => {
    const texts = opened.collection('texts');
    await texts.insertMany(['a-b', 'axb', 'a\\b'].map((text) => ({ text })));
    const matching = async (pattern: string) =>
      (await texts.find({ text: { $regex: pattern } }, { projection: { _id: 0 } }).toArray()).map(
        ({ text }) => text,
      );
    expect(await matching('a-b')).toEqual(['a-b']);
    expect(await matching('a\\-b')).toEqual(['a-b']);
    expect(await matching('a[-x]b')).toEqual(['a-b', 'axb']);
    await expect(matching('[b-a]')).rejects.toMatchObject({ code: 2 });
  });
});

test('documents expire by their date, at a clock that is given', async () => {
  const store = await openStore(newFolder(), { sync: false });
  await store.file.write(() => {
    const arrivals = store.catalogue.create('test', 'arrivals', toValue({}));
    store.catalogue.addIndex(
      arrivals,
      toValue({ v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 }),
      false,
    );
    for (const [id, at] of [
      [1, new Date(0)],
      [2, new Date(59_000)],
      [3, 'no date'],
      [4, [new Date(0), new Date(500_000)]],
    ] as const)
      store.documents.insert(arrivals, toValue({ _id: int(id), at }));
  });
  expect(await removeExpired(store, new Date(60_000))).toBe(2);
  expect(await removeExpired(store, new Date(118_999))).toBe(0);
  expect(await removeExpired(store, new Date(119_000))).toBe(1);
  await store.file.close();
});

describe('what is longer than any key', () => {
  const opened = openedStore();

  test.each(['_id', 'name'])(
    'is not there, and as a bound it keeps its place in the order: %s',
    async (field) => {
      const names = opened.collection(`by${field}`);
      await names.createIndex({ name: 1 });
      await names.insertMany(['a', 'b', 'c'].map((name) => ({ _id: name as never, name })));
      const long = `b${'ệ'.repeat(3000)}`;
      const idsOf = async (condition: unknown): Promise<string[]> => {
        const found = await names
          .find({ [field]: condition })
          .sort({ [field]: -1 })
          .toArray();
        return found.map(({ _id }) => String(_id));
      };

      expect(await idsOf(long)).toEqual([]);
      expect(await idsOf({ $in: [long, 'a'] })).toEqual(['a']);
      expect(await idsOf({ $gt: long })).toEqual(['c']);
      expect(await idsOf({ $gte: 'a', $lt: long })).toEqual(['b', 'a']);
      expect((await names.updateOne({ [field]: long }, { $set: { kind: 'd' } })).matchedCount).toBe(0);
      expect((await names.deleteMany({ [field]: long })).deletedCount).toBe(0);
    },
  );
});

test('a served store removes what has expired, unless tests keep it', async () => {
  const folder = newFolder();
  const served = async (expires: boolean, look: (rows: mongo.Collection) => Promise<void>) => {
    const store = await startEmbeddedStore({ folder, expires });
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    await look(client.db('test').collection('arrivals'));
    await client.close();
    await store.close();
  };
  await served(true, async (rows) => {
    await rows.createIndex({ at: 1 }, { expireAfterSeconds: 0 });
    await rows.insertOne({ at: new Date(0) });
  });
  await served(false, async (rows) => expect(await rows.countDocuments()).toBe(1));
  await served(true, async (rows) => {
    while ((await rows.countDocuments()) > 0);
  });
});
