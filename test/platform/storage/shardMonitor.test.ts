/** The program on the shard keys that docs/operations.md plans, as far as it can be known without a mongos. */
import { describe, expect, test } from '@jest/globals';
import { openStores } from '../../../src/app/stores.ts';
import { connect } from '../../../src/platform/storage/connection.ts';
import { objections, plannedShards, watchShards, type ShardPlan } from '../../support/shardMonitor.ts';

const plan: ShardPlan = new Map([
  ['hashed', { fields: ['_id'], isHashed: true }],
  ['ranged', { fields: ['roundId', 'position'], isHashed: false }],
]);

describe('a mongos would refuse', () => {
  test.each([
    ['a unique index beside a hashed key', { createIndexes: 'hashed', indexes: [{ key: { code: 1 }, unique: true, name: 'code_1' }] }], // prettier-ignore
    ['a unique index that begins otherwise', { createIndexes: 'ranged', indexes: [{ key: { position: 1, roundId: 1 }, unique: true, name: 'other' }] }], // prettier-ignore
    ['an update of one by something else', { update: 'hashed', updates: [{ q: { code: 'A' }, u: { $set: { late: true } } }] }], // prettier-ignore
    ['an update of one by a list of keys', { update: 'hashed', updates: [{ q: { _id: { $in: ['a', 'b'] } }, u: { $set: { late: true } } }] }], // prettier-ignore
    ['an update of one by half of the key', { update: 'ranged', updates: [{ q: { roundId: 'r' }, u: { $set: { late: true } } }] }], // prettier-ignore
    ['an upsert without the key', { update: 'hashed', updates: [{ q: { code: 'A' }, u: { $set: { late: true } }, multi: true, upsert: true }] }], // prettier-ignore
    ['a change of the key', { update: 'ranged', updates: [{ q: { roundId: 'r', position: 1 }, u: { $set: { position: 2 } } }] }], // prettier-ignore
    ['a removal of one by something else', { delete: 'hashed', deletes: [{ q: { code: 'A' }, limit: 1 }] }],
    ['a replacement of one by something else', { findAndModify: 'hashed', query: { code: 'A' }, update: {} }],
    ['a document without the key', { insert: 'ranged', documents: [{ roundId: 'r' }] }],
    [
      'a join',
      { aggregate: 'hashed', pipeline: [{ $match: { _id: 'a' } }, { $lookup: { from: 'ranged' } }] },
    ],
  ])('%s', (_what, command) => {
    expect(objections(plan, command)).toHaveLength(1);
  });
});

describe('a mongos would ask every shard for', () => {
  test.each([
    ['documents by something else', { find: 'hashed', filter: { code: 'A' } }],
    ['a range of a hashed key', { find: 'hashed', filter: { _id: { $gt: 'a' } } }],
    ['all that are not one', { find: 'hashed', filter: { _id: { $ne: 'a' } } }],
    ['half of the key', { find: 'ranged', filter: { position: 1 } }],
    ['a count', { count: 'hashed' }],
    ['different values', { distinct: 'hashed', key: 'code', query: {} }],
    ['sums', { aggregate: 'hashed', pipeline: [{ $group: {} }] }],
    ['a change of many', { update: 'hashed', updates: [{ q: { late: true }, u: { $set: { late: false } }, multi: true }] }], // prettier-ignore
    ['a removal of many', { delete: 'hashed', deletes: [{ q: {}, limit: 0 }] }],
  ])('%s, which nobody has declared', (_what, command) => {
    expect(objections(plan, command)).toEqual([expect.stringMatching(/^goes to every shard: /)]);
  });
});

describe('a mongos knows the shard of', () => {
  test.each([
    ['a document by its key', { find: 'hashed', filter: { _id: 'a' } }],
    ['documents by a list of keys', { find: 'hashed', filter: { _id: { $in: ['a', 'b'] } } }],
    ['a range of a range key', { find: 'ranged', filter: { roundId: 'r', position: { $gte: 1, $lt: 9 } } }],
    ['a key that is a date', { find: 'hashed', filter: { _id: new Date(0) } }],
    ['one change by its key', { update: 'hashed', updates: [{ q: { _id: 'a', late: null }, u: { $set: { late: true } } }] }], // prettier-ignore
    ['many changes by their keys', { update: 'hashed', updates: [{ q: { _id: { $in: ['a'] } }, u: { $set: { late: true } }, multi: true }] }], // prettier-ignore
    ['a unique index that begins with a range key', { createIndexes: 'ranged', indexes: [{ key: { roundId: 1, position: 1, part: 1 }, unique: true, name: 'its' }] }], // prettier-ignore
    ['what is in no sharded collection', { find: 'small', filter: {} }],
  ])('%s', (_what, command) => {
    expect(objections(plan, command)).toEqual([]);
  });
});

test('the plan in docs/operations.md shards collections that there are, and every start makes indexes that it allows', async () => {
  const planned = plannedShards();
  expect(planned.size).toBeGreaterThan(0);
  const uri = process.env['TEST_STORAGE_URI']!;
  const connection = await connect(
    `${uri}${uri.includes('?') ? '&' : '?'}monitorCommands=true`,
    `sharded-${process.pid}`,
  );
  const objected = watchShards(connection, planned);
  await openStores(connection);
  const names = (await connection.listCollections()).map(({ name }) => name);
  expect([...planned.keys()].filter((name) => !names.includes(name))).toEqual([]);
  expect(objected()).toEqual([]);
  // and it does watch
  await connection.collection('submissions').updateOne({ receiptCode: 'A' }, { $set: { late: true } });
  expect(objected()).toHaveLength(1);
  await connection.dropDatabase();
  await connection.close();
});
