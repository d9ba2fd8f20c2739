import { beforeAll, expect, test } from '@jest/globals';
import type { mongo } from 'mongoose';
import { readAhead } from '../../../src/platform/storage/readAhead.ts';
import { openedStore } from './embedded/openedStore.ts';

const opened = openedStore();
const all = Array.from({ length: 25 }, (_, _id) => ({ _id }));
const cursor = () =>
  opened.db.collection<{ _id: number }>('rows').find({}, { batchSize: 10, raw: true }).sort({ _id: 1 });

beforeAll(async () => {
  await opened.db.collection<{ _id: number }>('rows').insertMany(all);
});

test('every document comes once and in order, however many batches there are', async () => {
  expect(await listed(cursor())).toEqual(all);
  expect(await listed(cursor().filter({ _id: -1 }))).toEqual([]);
});

test('who stops in the middle leaves no cursor open', async () => {
  const rows = cursor();
  for await (const { _id } of readAhead(rows)) if (_id === 12) break;
  expect(rows.closed).toBe(true);
});

async function listed(rows: mongo.FindCursor<{ _id: number }>): Promise<{ _id: number }[]> {
  const found: { _id: number }[] = [];
  for await (const row of readAhead(rows)) found.push(row);
  return found;
}
