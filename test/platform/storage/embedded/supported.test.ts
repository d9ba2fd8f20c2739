import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { BSONRegExp, Code, DBRef, Decimal128, MaxKey, Timestamp } from 'bson';
import * as supported from '../../../../src/platform/storage/embedded/supported.ts';
import { supportedList } from '../../../../scripts/embeddedSupported.ts';
import * as names from './mongodbNames.ts';
import { openedStore } from './openedStore.ts';

type Body = { [name: string]: unknown };

const refused = (name: string): RegExp =>
  new RegExp(`${name.replace(/[$.]/g, '\\$&')}.*embedded store: not supported; use MongoDB`);
const lacking = (all: readonly string[], some: readonly string[]): string[] =>
  all.filter((name) => !some.includes(name));

describe('what is not on the list is refused by its name', () => {
  const opened = openedStore();

  /** The message of the error of a command, or of its first write error. */
  async function messageOf(command: Body): Promise<string> {
    try {
      const reply = await opened.db.command(command);
      return (reply['writeErrors'] as { errmsg: string }[] | undefined)?.[0]?.errmsg ?? 'no error';
    } catch (error) {
      return (error as Error).message;
    }
  }

  test.each(lacking(names.queryOperators, [...supported.filterOperators, ...supported.filterConnectives]))(
    'query operator %s',
    async (name) => {
      expect(await messageOf({ find: 'c', filter: { [name]: 1 } })).toMatch(refused(name));
      expect(await messageOf({ find: 'c', filter: { a: { [name]: 1 } } })).toMatch(refused(name));
      expect(await messageOf({ find: 'c', filter: { a: { $elemMatch: { [name]: 1 } } } })).toMatch(
        refused(name),
      );
    },
  );

  test.each(lacking(names.updateOperators, supported.updateOperators))('update operator %s', async (name) => {
    expect(await messageOf({ update: 'c', updates: [{ q: {}, u: { [name]: { a: 1 } } }] })).toMatch(
      refused(name),
    );
    expect(await messageOf({ findAndModify: 'c', update: { $set: { b: 1 }, [name]: { a: 1 } } })).toMatch(
      refused(name),
    );
  });

  test.each(lacking(names.pushModifiers, ['$each']))('modifier %s', async (name) => {
    const push = (operator: string): Body => ({
      update: 'c',
      updates: [{ q: {}, u: { [operator]: { a: { $each: [1], [name]: 1 } } } }],
    });
    expect(await messageOf(push('$push'))).toMatch(refused(name));
    expect(await messageOf(push('$addToSet'))).toMatch(refused(name));
  });

  test.each(lacking(names.stages, supported.stages))('stage %s', async (name) => {
    expect(await messageOf({ aggregate: 'c', pipeline: [{ [name]: {} }], cursor: {} })).toMatch(
      refused(name),
    );
    expect(
      await messageOf({ aggregate: 'c', pipeline: [{ $match: {} }, { [name]: {} }], cursor: {} }),
    ).toMatch(refused(name));
  });

  test.each(names.accumulators)('accumulator %s', async (name) => {
    expect(
      await messageOf({
        aggregate: 'c',
        pipeline: [{ $group: { _id: null, x: { [name]: 1 } } }],
        cursor: {},
      }),
    ).toMatch(refused('$group'));
  });

  test.each(
    lacking(names.commands, [...Object.keys(supported.commands), ...Object.keys(supported.commandAliases)]),
  )('command %s', async (name) => {
    expect(await messageOf({ [name]: 1 })).toMatch(refused(name));
  });

  test.each(
    Object.entries(names.options).flatMap(([command, options]) =>
      lacking(options, [...supported.commands[command as 'find'], ...supported.commonOptions]).map(
        (option) => [option, command],
      ),
    ),
  )('option %s of %s', async (option, command) => {
    expect(await messageOf({ [command]: 'c', [option]: 1 })).toMatch(refused(option));
  });

  test('options of single updates, deletes and indexes', async () => {
    for (const option of lacking(names.statementOptions.update, supported.statementOptions.update))
      expect(
        await messageOf({ update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, [option]: 1 }] }),
      ).toMatch(refused(option));
    for (const option of lacking(names.statementOptions.delete, supported.statementOptions.delete))
      expect(await messageOf({ delete: 'c', deletes: [{ q: {}, limit: 0, [option]: 1 }] })).toMatch(
        refused(option),
      );
    for (const option of lacking(names.statementOptions.index, supported.statementOptions.index))
      expect(
        await messageOf({ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a', [option]: 1 }] }),
      ).toMatch(refused(option));
  });

  test('types of BSON', async () => {
    const values: Record<string, unknown> = {
      javascript: new Code('1'),
      javascriptWithScope: new Code('1', { a: 1 }),
      timestamp: new Timestamp(1n),
      decimal: Decimal128.fromString('1'),
    };
    for (const [type, a] of Object.entries(values)) {
      expect(await messageOf({ insert: 'c', documents: [{ a }] })).toMatch(refused(type));
      expect(await messageOf({ find: 'c', filter: { a } })).toMatch(refused(type));
    }
  });

  test.each<[string, Body]>([
    ['kinds of index', { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'a' }] }],
    ['wildcard indexes', { createIndexes: 'c', indexes: [{ key: { '$**': 1 }, name: 'a' }] }],
    ['places in arrays as keys', { createIndexes: 'c', indexes: [{ key: { 'a.0': 1 }, name: 'a' }] }],
    ['places in arrays as order', { find: 'c', sort: { 'a.0': 1 } }],
    ['order by meta data', { find: 'c', sort: { a: { $meta: 'textScore' } } }],
    ['projections by exclusion', { find: 'c', projection: { a: 0 } }],
    ['projections by expression', { find: 'c', projection: { a: '$b' } }],
    ['positional projections', { find: 'c', projection: { 'a.$': 1 } }],
    ['positional updates', { update: 'c', updates: [{ q: {}, u: { $set: { 'a.$': 1 } } }] }],
    ['positional updates of all', { update: 'c', updates: [{ q: {}, u: { $set: { 'a.$[].b': 1 } } }] }],
    ['updates by pipeline', { update: 'c', updates: [{ q: {}, u: [{ $set: { a: 1 } }] }] }],
    ['an $all of nothing', { find: 'c', filter: { a: { $all: [] } } }],
    ['order around the largest key', { find: 'c', filter: { a: { $lt: new MaxKey() } } }],
    ['names that begin with $', { insert: 'c', documents: [{ a: { $b: 1 } }] }],
    ['names with dots', { insert: 'c', documents: [{ 'a.b': 1 }] }],
    ['DBRefs', { insert: 'c', documents: [{ a: new DBRef('c', 'x' as never) }] }],
    ['repeats in regular expressions', { find: 'c', filter: { a: new BSONRegExp('(a+)+b') } }],
    ['groups in regular expressions', { find: 'c', filter: { a: new BSONRegExp('(a|b)c') } }],
    ['look-around', { find: 'c', filter: { a: new BSONRegExp('(?=a)') } }],
    ['back references', { find: 'c', filter: { a: new BSONRegExp('a\\1') } }],
    ['flags of regular expressions', { find: 'c', filter: { a: new BSONRegExp('a', 'x') } }],
    ['other clustering', { create: 'd', clusteredIndex: { key: { a: 1 }, unique: true } }],
    [
      'partial indexes by negation',
      {
        createIndexes: 'c',
        indexes: [{ key: { a: 1 }, name: 'a', partialFilterExpression: { a: { $ne: 1 } } }],
      },
    ],
    ['transactions', { find: 'c', txnNumber: 1, startTransaction: true, autocommit: false }],
    ['explaining writes', { explain: { insert: 'c', documents: [{}] } }],
  ])('%s', async (_what, command) => {
    expect(await messageOf(command)).toMatch(/embedded store: not supported; use MongoDB/);
  });

  test('a value too long for a key', async () => {
    await opened.collection('keys').createIndex({ a: 1 });
    expect(await messageOf({ insert: 'keys', documents: [{ a: 'x'.repeat(1200) }] })).toMatch(
      refused('too long'),
    );
    expect(await messageOf({ insert: 'keys', documents: [{ _id: 'x'.repeat(1200) }] })).toMatch(
      refused('_id'),
    );
    expect(await opened.collection('keys').countDocuments()).toBe(0);
  });
});

test('the list in docs/embedded-store.md is the one that the code uses', () => {
  const page = readFileSync(new URL('../../../../docs/embedded-store.md', import.meta.url), 'utf8');
  expect(page).toContain(supportedList());
});
