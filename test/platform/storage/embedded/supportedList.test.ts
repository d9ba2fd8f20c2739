/**
 * Walks the list of what the embedded store supports, from the same tables that the code and docs/embedded-store.md are
 * made of: each entry has a case here that runs it and says what the right answer is. An entry without one is an error,
 * and so is a case of something that is not on the list.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Binary, BSONRegExp, Double, Int32, Long, MaxKey, MinKey, ObjectId } from 'bson';
import type { mongo } from 'mongoose';
import * as supported from '../../../../src/platform/storage/embedded/supported.ts';
import { openedStore } from './openedStore.ts';

/** The id of a cursor that has more to give. */
const anOpenCursor = { asymmetricMatch: (id: unknown) => typeof id === 'number' && id > 0 };

type Body = { [name: string]: unknown };
type Case = () => Promise<void>;

/** Every entry of the tables, by the name of its case. */
const entries: readonly string[] = [
  ...Object.entries(supported.commands).flatMap(([command, options]) => [
    command,
    ...options.map((option) => `${command}, ${option}`),
  ]),
  ...Object.keys(supported.commandAliases).map((alias) => `alias ${alias}`),
  ...supported.commonOptions.map((option) => `any command, ${option}`),
  ...Object.entries(supported.statementOptions).flatMap(([statement, options]) =>
    options.map((option) => `one ${statement}, ${option}`),
  ),
  ...[...supported.filterOperators, ...supported.filterConnectives].map((name) => `query ${name}`),
  ...supported.updateOperators.map((name) => `update ${name}`),
  ...supported.stages.map((name) => `stage ${name}`),
  ...supported.types.map((name) => `type ${name}`),
];

const rows: readonly [Body, Body, Body] = [
  { _id: 1, a: 1, s: 'ab', t: ['x', 'y'] },
  { _id: 2, a: 2, s: 'b', o: [{ k: 1, v: 2 }] },
  { _id: 3, a: 3, t: ['y'] },
];

describe('all that is on the list of what is supported', () => {
  const opened = openedStore();

  beforeAll(async () => {
    await opened.collection('rows').insertMany(structuredClone(rows) as never);
  });

  test.each(entries)('%s', async (entry) => {
    expect(Object.keys(cases)).toContain(entry);
    await cases[entry]!();
  });

  test('and nothing else has a case', () => {
    expect(Object.keys(cases).filter((name) => !entries.includes(name))).toEqual([]);
  });

  const ask = (body: Body, database = 'test'): Promise<mongo.Document> =>
    opened.client.db(database).command(body);
  const answers =
    (body: Body, reply: Body, database?: string): Case =>
    async () => {
      expect(await ask(body, database)).toMatchObject({ ok: 1, ...reply });
    };
  const all = async (collection: string): Promise<mongo.Document[]> =>
    (await ask({ find: collection, sort: { _id: 1 } }))['cursor'].firstBatch;

  /** What a command leaves of a collection that held the rows. */
  function leaves(command: (name: string) => Body, reply: Body, documents: readonly Body[]): Case {
    return async () => {
      const name = `copy ${copies++}`;
      await ask({ insert: name, documents: rows });
      expect(await ask(command(name))).toMatchObject({ ok: 1, ...reply });
      expect(await all(name)).toEqual(documents);
    };
  }
  let copies = 0;
  const [first, second, third] = rows;

  const finds = (options: Body, found: readonly unknown[]): Case =>
    answers({ find: 'rows', ...options }, { cursor: { firstBatch: found, id: 0, ns: 'test.rows' } });
  const matches = (filter: Body, ids: readonly number[]): Case =>
    finds(
      { filter, sort: { _id: 1 }, projection: { _id: 1 } },
      ids.map((_id) => ({ _id })),
    );
  const yields = (pipeline: readonly Body[], found: readonly unknown[]): Case =>
    answers({ aggregate: 'rows', pipeline, cursor: {} }, { cursor: { firstBatch: found } });

  /** What an update makes of a document; of none where it is an upsert. */
  function makes(before: Body | undefined, update: Body, after: Body): Case {
    return async () => {
      const name = `one ${copies++}`;
      if (before !== undefined) await ask({ insert: name, documents: [{ _id: 1, ...before }] });
      await ask({ update: name, updates: [{ q: { _id: 1 }, u: update, upsert: true }] });
      expect(await all(name)).toEqual([{ _id: 1, ...after }]);
    };
  }

  /** An index of a collection of its own, as it is listed. */
  function indexes(option: Body, reply: Body): Case {
    return async () => {
      const name = `indexed ${copies++}`;
      const index = { key: { a: 1 }, name: 'a_1', ...option };
      await ask({ createIndexes: name, indexes: [index] });
      const [, listed] = (await ask({ listIndexes: name }))['cursor'].firstBatch;
      expect(listed).toEqual({ v: 2, key: { a: 1 }, name: 'a_1', ...reply });
    };
  }

  function keeps(type: string, v: unknown): Case {
    return async () => {
      const raw = { promoteValues: false, promoteBuffers: false, bsonRegExp: true };
      const values = opened.collection(`type ${type}`);
      await values.insertMany([
        { _id: 1 as never, v },
        { _id: 2 as never, v: type === 'string' ? 1 : 'other' },
      ]);
      const found = await values.find({ v: { $type: type as 'int' } }, raw).toArray();
      expect(found).toEqual([{ _id: new Int32(1), v }]);
      expect((await values.findOne({ v }, raw))?._id).toEqual(new Int32(1));
    };
  }

  const greeting = { isWritablePrimary: true, maxWireVersion: 17 };
  const three = { firstBatch: rows, id: 0 };
  const without = (...ids: number[]): Body[] => rows.filter(({ _id }) => !ids.includes(_id as number));
  const change = (options: Body = {}): Body => ({ q: { a: { $gte: 2 } }, u: { $set: { b: 1 } }, ...options });
  const duplicate = [{ _id: 1 }, { _id: 4 }];

  async function cursorOverTwo(): Promise<Long> {
    const reply = await opened.client
      .db('test')
      .command({ find: 'rows', sort: { _id: 1 }, batchSize: 1 }, { promoteLongs: false });
    return reply['cursor'].id;
  }

  const cases: Record<string, Case> = {
    hello: answers({ hello: 1 }, greeting),
    'hello, helloOk': answers({ hello: 1, helloOk: true }, { ...greeting, helloOk: true }),
    'hello, client': answers({ hello: 1, client: { driver: { name: 'x', version: '1' } } }, greeting),
    'hello, compression': answers({ hello: 1, compression: ['zlib'] }, greeting),
    'hello, topologyVersion': answers({ hello: 1, topologyVersion: { counter: 1 } }, greeting),
    'hello, maxAwaitTimeMS': answers({ hello: 1, maxAwaitTimeMS: 1 }, greeting),
    'hello, loadBalanced': answers({ hello: 1, loadBalanced: false }, greeting),
    'hello, saslSupportedMechs': answers({ hello: 1, saslSupportedMechs: 'admin.x' }, greeting),
    'hello, speculativeAuthenticate': answers({ hello: 1, speculativeAuthenticate: {} }, greeting),
    'hello, backpressure': answers({ hello: 1, backpressure: true }, greeting),
    ping: answers({ ping: 1 }, { ok: 1 }),
    buildInfo: answers({ buildInfo: 1 }, { version: '6.0.5', versionArray: [6, 0, 5, 0] }),
    endSessions: answers({ endSessions: [] }, { ok: 1 }),
    serverStatus: answers({ serverStatus: 1 }, { process: 'embedded store', pid: process.pid }),
    dbStats: async () => {
      await ask({ insert: 'c', documents: [{}, {}] }, 'counted');
      await answers({ dbStats: 1 }, { db: 'counted', collections: 1, objects: 2, indexes: 1 }, 'counted')();
    },
    collStats: answers({ collStats: 'rows' }, { ns: 'test.rows', count: 3, nindexes: 1 }),
    listDatabases: answers(
      { listDatabases: 1 },
      { databases: expect.arrayContaining([{ name: 'test', sizeOnDisk: 0, empty: false }]) },
    ),
    'listDatabases, filter': answers({ listDatabases: 1, filter: { name: 'nowhere' } }, { databases: [] }),
    'listDatabases, nameOnly': answers(
      { listDatabases: 1, nameOnly: true },
      { databases: expect.arrayContaining([{ name: 'test' }]) },
    ),
    dropDatabase: async () => {
      await ask({ create: 'c' }, 'dropped');
      await ask({ dropDatabase: 1 }, 'dropped');
      await answers({ listCollections: 1 }, { cursor: { firstBatch: [] } }, 'dropped')();
    },
    listCollections: answers(
      { listCollections: 1, filter: { name: 'rows' } },
      {
        cursor: {
          firstBatch: [
            {
              name: 'rows',
              type: 'collection',
              options: {},
              idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
            },
          ],
        },
      },
    ),
    'listCollections, filter': answers(
      { listCollections: 1, filter: { name: 'nothing' } },
      { cursor: { firstBatch: [] } },
    ),
    'listCollections, nameOnly': async () => {
      const reply = await ask({ listCollections: 1, filter: { name: 'rows' }, nameOnly: true });
      expect(reply['cursor'].firstBatch).toEqual([{ name: 'rows', type: 'collection' }]);
    },
    'listCollections, cursor': async () => {
      await ask({ create: 'c' }, 'two');
      await ask({ create: 'd' }, 'two');
      const reply = await ask({ listCollections: 1, cursor: { batchSize: 1 } }, 'two');
      expect(reply['cursor'].firstBatch).toHaveLength(1);
      expect(reply['cursor'].id).toBeGreaterThan(0);
    },
    'listCollections, authorizedCollections': answers(
      { listCollections: 1, filter: { name: 'rows' }, authorizedCollections: true },
      { cursor: { firstBatch: [{ name: 'rows' }] } },
    ),
    create: async () => {
      await ask({ create: 'made' });
      await expect(ask({ create: 'made' })).rejects.toMatchObject({ code: 48 });
    },
    'create, clusteredIndex': async () => {
      await ask({ create: 'clustered', clusteredIndex: { key: { _id: 1 }, unique: true } });
      const reply = await ask({ listCollections: 1, filter: { name: 'clustered' } });
      expect(reply['cursor'].firstBatch[0].options).toEqual({
        clusteredIndex: { v: 2, key: { _id: 1 }, name: '_id_', unique: true },
      });
    },
    drop: async () => {
      await ask({ insert: 'dropped', documents: [{}] });
      await answers({ drop: 'dropped' }, { ns: 'test.dropped', nIndexesWas: 1 })();
      expect(await all('dropped')).toEqual([]);
    },
    createIndexes: indexes({}, {}),
    'createIndexes, indexes': answers(
      {
        createIndexes: 'many',
        indexes: [
          { key: { a: 1 }, name: 'a' },
          { key: { b: -1 }, name: 'b' },
        ],
      },
      { numIndexesBefore: 1, numIndexesAfter: 3, createdCollectionAutomatically: true },
    ),
    'createIndexes, commitQuorum': answers(
      { createIndexes: 'voted', indexes: [{ key: { a: 1 }, name: 'a' }], commitQuorum: 'votingMembers' },
      { numIndexesAfter: 2 },
    ),
    listIndexes: answers(
      { listIndexes: 'rows' },
      { cursor: { firstBatch: [{ v: 2, key: { _id: 1 }, name: '_id_' }], id: 0 } },
    ),
    'listIndexes, cursor': answers(
      { listIndexes: 'rows', cursor: { batchSize: 0 } },
      { cursor: { firstBatch: [], id: anOpenCursor } },
    ),
    dropIndexes: async () => {
      await ask({
        createIndexes: 'undone',
        indexes: [
          { key: { a: 1 }, name: 'a' },
          { key: { b: 1 }, name: 'b' },
        ],
      });
      await answers({ dropIndexes: 'undone', index: '*' }, { nIndexesWas: 3 })();
      await answers({ collStats: 'undone' }, { nindexes: 1 })();
    },
    'dropIndexes, index': async () => {
      await ask({
        createIndexes: 'less',
        indexes: [
          { key: { a: 1 }, name: 'a' },
          { key: { b: 1 }, name: 'b' },
        ],
      });
      await ask({ dropIndexes: 'less', index: 'a' });
      const { cursor } = await ask({ listIndexes: 'less' });
      expect(cursor.firstBatch.map(({ name }: { name: string }) => name)).toEqual(['_id_', 'b']);
    },
    insert: leaves((insert) => ({ insert, documents: [{ _id: 4 }] }), { n: 1 }, [...rows, { _id: 4 }]),
    'insert, documents': leaves((insert) => ({ insert, documents: [{ _id: 4 }, { _id: 0 }] }), { n: 2 }, [
      { _id: 0 },
      ...rows,
      { _id: 4 },
    ]),
    'insert, ordered': async () => {
      const errors = { writeErrors: [{ index: 0, code: 11000 }] };
      await leaves(
        (insert) => ({ insert, documents: duplicate, ordered: true }),
        { n: 0, ...errors },
        rows,
      )();
      await leaves((insert) => ({ insert, documents: duplicate, ordered: false }), { n: 1, ...errors }, [
        ...rows,
        { _id: 4 },
      ])();
    },
    find: finds({}, rows),
    'find, filter': finds({ filter: { a: 2 } }, [second]),
    'find, sort': finds({ sort: { a: -1 } }, [third, second, first]),
    'find, projection': finds({ projection: { a: 1, _id: 0 } }, [{ a: 1 }, { a: 2 }, { a: 3 }]),
    'find, skip': finds({ skip: 2 }, [third]),
    'find, limit': finds({ limit: 2 }, [first, second]),
    'find, batchSize': answers(
      { find: 'rows', batchSize: 2 },
      { cursor: { firstBatch: [first, second], id: anOpenCursor } },
    ),
    'find, singleBatch': finds({ batchSize: 2, singleBatch: true }, [first, second]),
    'find, noCursorTimeout': finds({ noCursorTimeout: true }, rows),
    'find, allowDiskUse': finds({ allowDiskUse: true, sort: { a: 1 } }, rows),
    getMore: async () => {
      const reply = await ask({ getMore: await cursorOverTwo(), collection: 'rows' });
      expect(reply['cursor']).toMatchObject({ nextBatch: [second, third], id: 0 });
    },
    'getMore, collection': async () => {
      await expect(ask({ getMore: await cursorOverTwo(), collection: 'other' })).rejects.toThrow('not found');
    },
    'getMore, batchSize': async () => {
      const reply = await ask({ getMore: await cursorOverTwo(), collection: 'rows', batchSize: 1 });
      expect(reply['cursor'].nextBatch).toEqual([second]);
    },
    killCursors: async () => {
      const id = await cursorOverTwo();
      await ask({ killCursors: 'rows', cursors: [id] });
      await expect(ask({ getMore: id, collection: 'rows' })).rejects.toMatchObject({ code: 43 });
    },
    'killCursors, cursors': answers(
      { killCursors: 'rows', cursors: [new Long(12345)] },
      { cursorsKilled: [], cursorsNotFound: [12345] },
    ),
    update: leaves((update) => ({ update, updates: [change()] }), { n: 1, nModified: 1 }, [
      first,
      { ...second, b: 1 },
      third,
    ]),
    'update, updates': leaves(
      (update) => ({ update, updates: [change(), { q: { _id: 1 }, u: { b: 2 } }] }),
      { n: 2 },
      [{ _id: 1, b: 2 }, { ...second, b: 1 }, third],
    ),
    'update, ordered': leaves(
      (update) => ({ update, ordered: false, updates: [{ q: {}, u: { $inc: { s: 1 } } }, change()] }),
      { n: 1, writeErrors: [{ index: 0, code: 14 }] },
      [first, { ...second, b: 1 }, third],
    ),
    delete: leaves((name) => ({ delete: name, deletes: [{ q: { a: 2 }, limit: 1 }] }), { n: 1 }, without(2)),
    'delete, deletes': leaves(
      (name) => ({
        delete: name,
        deletes: [
          { q: { a: 2 }, limit: 1 },
          { q: { a: 3 }, limit: 0 },
        ],
      }),
      { n: 2 },
      [first],
    ),
    'delete, ordered': leaves(
      (name) => ({ delete: name, deletes: [{ q: { a: 2 }, limit: 1 }], ordered: false }),
      { n: 1 },
      without(2),
    ),
    findAndModify: leaves(
      (findAndModify) => ({ findAndModify, update: { $set: { b: 1 } } }),
      { value: first },
      [{ ...first, b: 1 }, second, third],
    ),
    'findAndModify, query': leaves(
      (findAndModify) => ({ findAndModify, query: { a: 3 }, update: { b: 1 } }),
      { value: third },
      [first, second, { _id: 3, b: 1 }],
    ),
    'findAndModify, sort': leaves(
      (findAndModify) => ({ findAndModify, sort: { a: -1 }, update: { b: 1 } }),
      { value: third },
      [first, second, { _id: 3, b: 1 }],
    ),
    'findAndModify, remove': leaves(
      (findAndModify) => ({ findAndModify, query: { a: 2 }, remove: true }),
      { value: second, lastErrorObject: { n: 1 } },
      without(2),
    ),
    'findAndModify, update': leaves(
      (findAndModify) => ({ findAndModify, update: { $unset: { s: '', t: '' } } }),
      { lastErrorObject: { n: 1, updatedExisting: true } },
      [{ _id: 1, a: 1 }, second, third],
    ),
    'findAndModify, new': leaves(
      (findAndModify) => ({ findAndModify, update: { b: 1 }, new: true }),
      { value: { _id: 1, b: 1 } },
      [{ _id: 1, b: 1 }, second, third],
    ),
    'findAndModify, fields': async () => {
      const reply = await ask({
        findAndModify: 'rows',
        query: { a: 2 },
        update: { $set: { a: 2 } },
        fields: { s: 1 },
      });
      expect(reply['value']).toEqual({ _id: 2, s: 'b' });
    },
    'findAndModify, upsert': leaves(
      (findAndModify) => ({ findAndModify, query: { _id: 9 }, update: { $set: { b: 1 } }, upsert: true }),
      { value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 } },
      [...rows, { _id: 9, b: 1 }],
    ),
    aggregate: answers({ aggregate: 'rows', pipeline: [], cursor: {} }, { cursor: three }),
    'aggregate, pipeline': yields([{ $match: { a: { $gt: 1 } } }, { $count: 'n' }], [{ n: 2 }]),
    'aggregate, cursor': answers(
      { aggregate: 'rows', pipeline: [], cursor: { batchSize: 1 } },
      { cursor: { firstBatch: [first], id: anOpenCursor } },
    ),
    'aggregate, allowDiskUse': answers(
      { aggregate: 'rows', pipeline: [], cursor: {}, allowDiskUse: true },
      { cursor: three },
    ),
    count: answers({ count: 'rows' }, { n: 3 }),
    'count, query': answers({ count: 'rows', query: { a: { $lt: 3 } } }, { n: 2 }),
    'count, limit': answers({ count: 'rows', limit: 2 }, { n: 2 }),
    'count, skip': answers({ count: 'rows', skip: 2 }, { n: 1 }),
    distinct: answers({ distinct: 'rows', key: 'a' }, { values: [1, 2, 3] }),
    'distinct, key': answers({ distinct: 'rows', key: 't' }, { values: ['x', 'y'] }),
    'distinct, query': answers({ distinct: 'rows', key: 't', query: { a: 3 } }, { values: ['y'] }),
    explain: answers(
      { explain: { find: 'rows', filter: { s: 'b' } } },
      { queryPlanner: { namespace: 'test.rows', winningPlan: { stage: 'COLLSCAN' } } },
    ),
    'explain, verbosity': answers(
      { explain: { find: 'rows', filter: { s: 'b' } }, verbosity: 'queryPlanner' },
      { queryPlanner: { winningPlan: { stage: 'COLLSCAN' } } },
    ),
    copyStore: async () => {
      const path = join(opened.folder, 'copied');
      await ask({ copyStore: path }, 'admin');
      expect((await stat(path)).size).toBeGreaterThan(4096);
    },

    'alias isMaster': answers({ isMaster: 1 }, { ismaster: true }),
    'alias ismaster': answers({ ismaster: 1 }, { ismaster: true }),
    'alias buildinfo': answers({ buildinfo: 1 }, { version: '6.0.5' }),
    'alias findandmodify': leaves(
      (findandmodify) => ({ findandmodify, query: { a: 2 }, remove: true }),
      { value: second },
      without(2),
    ),
    'alias deleteIndexes': async () => {
      await ask({ createIndexes: 'old', indexes: [{ key: { a: 1 }, name: 'a' }] });
      await answers({ deleteIndexes: 'old', index: 'a' }, { nIndexesWas: 2 })();
    },

    'any command, $db': answers({ count: 'rows', $db: 'test' }, { n: 3 }),
    'any command, lsid': answers({ count: 'rows', lsid: { id: new Binary(Buffer.alloc(16), 4) } }, { n: 3 }),
    'any command, $readPreference': answers(
      { count: 'rows', $readPreference: { mode: 'primary' } },
      { n: 3 },
    ),
    'any command, readConcern': answers({ count: 'rows', readConcern: { level: 'majority' } }, { n: 3 }),
    'any command, writeConcern': leaves(
      (insert) => ({ insert, documents: [{ _id: 4 }], writeConcern: { w: 'majority', j: true } }),
      { n: 1 },
      [...rows, { _id: 4 }],
    ),
    'any command, comment': answers({ count: 'rows', comment: 'why' }, { n: 3 }),
    'any command, maxTimeMS': answers({ count: 'rows', maxTimeMS: 60_000 }, { n: 3 }),

    'one update, q': leaves((update) => ({ update, updates: [change({ q: { a: 3 } })] }), { n: 1 }, [
      first,
      second,
      { ...third, b: 1 },
    ]),
    'one update, u': leaves((update) => ({ update, updates: [change({ u: { c: 1 } })] }), { n: 1 }, [
      first,
      { _id: 2, c: 1 },
      third,
    ]),
    'one update, upsert': leaves(
      (update) => ({ update, updates: [change({ q: { _id: 7, k: 2 }, upsert: true })] }),
      { n: 1, nModified: 0, upserted: [{ index: 0, _id: 7 }] },
      [...rows, { _id: 7, k: 2, b: 1 }],
    ),
    'one update, multi': leaves((update) => ({ update, updates: [change({ multi: true })] }), { n: 2 }, [
      first,
      { ...second, b: 1 },
      { ...third, b: 1 },
    ]),
    'one delete, q': leaves(
      (name) => ({ delete: name, deletes: [{ q: { t: 'x' }, limit: 0 }] }),
      { n: 1 },
      without(1),
    ),
    'one delete, limit': leaves(
      (name) => ({ delete: name, deletes: [{ q: { t: 'y' }, limit: 1 }] }),
      { n: 1 },
      without(1),
    ),
    'one index, key': indexes({ key: { a: -1, b: 1 } }, { key: { a: -1, b: 1 } }),
    'one index, name': indexes({ name: 'mine' }, { name: 'mine' }),
    'one index, unique': async () => {
      await indexes({ unique: true }, { unique: true })();
      await ask({ createIndexes: 'unique', indexes: [{ key: { a: 1 }, name: 'a', unique: true }] });
      const reply = await ask({ insert: 'unique', documents: [{ a: 1 }, { a: 1 }] });
      expect(reply).toMatchObject({ n: 1, writeErrors: [{ index: 1, code: 11000, keyValue: { a: 1 } }] });
    },
    'one index, sparse': async () => {
      await ask({
        createIndexes: 'sparse',
        indexes: [{ key: { a: 1 }, name: 'a', unique: true, sparse: true }],
      });
      await answers({ insert: 'sparse', documents: [{ b: 1 }, { b: 2 }, { a: 1 }] }, { n: 3 })();
    },
    'one index, partialFilterExpression': async () => {
      const index = { key: { a: 1 }, name: 'a', unique: true, partialFilterExpression: { open: true } };
      await ask({ createIndexes: 'partial', indexes: [index] });
      const documents = [{ a: 1 }, { a: 1 }, { a: 1, open: true }, { a: 1, open: true }];
      expect(await ask({ insert: 'partial', documents })).toMatchObject({
        n: 3,
        writeErrors: [{ index: 3 }],
      });
    },
    'one index, expireAfterSeconds': indexes({ expireAfterSeconds: 60 }, { expireAfterSeconds: 60 }),
    'one index, v': indexes({ v: 2 }, {}),
    'one index, background': indexes({ background: true }, {}),

    'query $eq': matches({ a: { $eq: 2 } }, [2]),
    'query $ne': matches({ a: { $ne: 2 } }, [1, 3]),
    'query $gt': matches({ a: { $gt: 2 } }, [3]),
    'query $gte': matches({ a: { $gte: 2 } }, [2, 3]),
    'query $lt': matches({ a: { $lt: 2 } }, [1]),
    'query $lte': matches({ a: { $lte: 2 } }, [1, 2]),
    'query $in': matches({ a: { $in: [1, 3, 5] } }, [1, 3]),
    'query $nin': matches({ a: { $nin: [1, 3, 5] } }, [2]),
    'query $exists': matches({ s: { $exists: true } }, [1, 2]),
    'query $type': matches({ s: { $type: 'string' } }, [1, 2]),
    'query $size': matches({ t: { $size: 2 } }, [1]),
    'query $all': matches({ t: { $all: ['y', 'x'] } }, [1]),
    'query $elemMatch': matches({ o: { $elemMatch: { k: 1, v: { $gt: 1 } } } }, [2]),
    'query $mod': matches({ a: { $mod: [2, 1] } }, [1, 3]),
    'query $regex': matches({ s: { $regex: '^a' } }, [1]),
    'query $options': matches({ s: { $regex: '^A', $options: 'i' } }, [1]),
    'query $not': matches({ a: { $not: { $gt: 1 } } }, [1]),
    'query $and': matches({ $and: [{ a: { $gt: 1 } }, { t: 'y' }] }, [3]),
    'query $or': matches({ $or: [{ a: 2 }, { t: 'x' }] }, [1, 2]),
    'query $nor': matches({ $nor: [{ a: 2 }, { t: 'x' }] }, [3]),

    'update $set': makes({ a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }),
    'update $setOnInsert': async () => {
      await makes(undefined, { $setOnInsert: { a: 1 } }, { a: 1 })();
      await makes({ b: 1 }, { $setOnInsert: { a: 1 } }, { b: 1 })();
    },
    'update $unset': makes({ a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }),
    'update $inc': makes({ a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }),
    'update $min': makes({ a: 2, b: 2 }, { $min: { a: 1, b: 3 } }, { a: 1, b: 2 }),
    'update $max': makes({ a: 2, b: 2 }, { $max: { a: 1, b: 3 } }, { a: 2, b: 3 }),
    'update $push': async () => {
      await makes({ a: [1] }, { $push: { a: 1 } }, { a: [1, 1] })();
      await makes({ a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] })();
    },
    'update $addToSet': async () => {
      await makes({ a: [1] }, { $addToSet: { a: 1 } }, { a: [1] })();
      await makes({ a: [1] }, { $addToSet: { a: { $each: [1, 2] } } }, { a: [1, 2] })();
    },
    'update $pull': makes({ a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }),

    'stage $match': yields([{ $match: { a: 2 } }], [second]),
    'stage $sort': yields([{ $sort: { a: -1 } }], [third, second, first]),
    'stage $skip': yields([{ $skip: 2 }], [third]),
    'stage $limit': yields([{ $limit: 1 }], [first]),
    'stage $project': yields([{ $match: { a: 3 } }, { $project: { t: 1 } }], [{ _id: 3, t: ['y'] }]),
    'stage $count': yields([{ $count: 'rows' }], [{ rows: 3 }]),
    'stage $group': yields([{ $group: { _id: 1, n: { $sum: 1 } } }], [{ _id: 1, n: 3 }]),

    'type double': keeps('double', new Double(2.5)),
    'type string': keeps('string', 'được'),
    'type object': keeps('object', { a: 'b' }),
    'type array': keeps('array', ['a', 'b']),
    'type binData': keeps('binData', new Binary(Buffer.from([0, 1, 255]), 5)),
    'type objectId': keeps('objectId', new ObjectId('0123456789abcdef01234567')),
    'type bool': keeps('bool', false),
    'type date': keeps('date', new Date('2026-01-20T02:00:00.123Z')),
    'type null': keeps('null', null),
    'type regex': keeps('regex', new BSONRegExp('^a', 'i')),
    'type int': keeps('int', new Int32(-7)),
    'type long': keeps('long', Long.fromString('9007199254740993')),
    'type minKey': keeps('minKey', new MinKey()),
    'type maxKey': keeps('maxKey', new MaxKey()),
  };
});
