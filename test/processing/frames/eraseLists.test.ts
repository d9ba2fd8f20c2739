/** What is left of a list in the file of the embedded store, byte by byte; and lists that nobody names any more. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binary } from 'mongodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { eraseDueLists } from '../../../src/processing/frames/eraseLists.ts';
import { frameKeysCollection, framePeopleCollection } from '../../../src/processing/frames/store.ts';
import { connect } from '../../../src/platform/storage/connection.ts';
import { startEmbeddedStore } from '../../../src/platform/storage/embedded/embeddedStore.ts';
import { openStores, type Stores } from '../../../src/app/stores.ts';
import { duringAt } from '../../support/builders.ts';
import { newFolder } from '../../platform/storage/embedded/newFolder.ts';
import { aFrame, somePeople } from './someFrame.ts';

const hour = 3_600_000;
let stores: Stores;
let folder: string;
let connection: Awaited<ReturnType<typeof connect>>;
let closeStore: () => Promise<void>;

const entry = auditEntry({
  at: duringAt,
  kind: 'frame.listed',
  unitIds: [],
  subject: { id: 'round', label: '' },
});
const erase = (at: Date) => eraseDueLists(stores.frames, at, async () => ['city']);
const onDay = (day: string) => new Date(`${day}T00:00:00+07:00`);

async function isInFile(text: string): Promise<boolean> {
  return (await readFile(join(folder, 'store.mdb'))).includes(text);
}

async function materialOf(listId: string): Promise<Buffer> {
  const keys = connection.collection<{ _id: string; material: Binary }>(frameKeysCollection.name);
  return Buffer.from((await keys.findOne({ _id: listId }))!.material.buffer);
}

/** Pieces of 512 bytes that are still there; one that is lost is enough. */
async function piecesInFile(material: Buffer): Promise<number> {
  const file = await readFile(join(folder, 'store.mdb'));
  const pieces = Array.from({ length: material.length / 512 }, (_, index) =>
    material.subarray(index * 512, (index + 1) * 512),
  );
  return pieces.filter((piece) => file.includes(piece)).length;
}

beforeAll(async () => {
  folder = newFolder();
  const store = await startEmbeddedStore({ folder });
  closeStore = () => store.close();
  connection = await connect(store.uri, 'test');
  stores = await openStores(connection);
});
afterAll(async () => {
  await connection.close();
  await closeStore();
  await rm(folder, { recursive: true });
});

test('a list is erased on its day and not before; its people were never in the file, and its key is there no more', async () => {
  const people = somePeople({ 'ward-a': 1500 });
  await stores.frames.putPeople('list', people, duringAt);
  await stores.frames.add(aFrame([]), entry);
  const material = await materialOf('list');
  expect([await isInFile('Mời trả lời đợt thử'), await piecesInFile(material)]).toEqual([true, 2048]);
  expect([await isInFile('Thứ-7 ward-a'), await isInFile('Số 7 đường')]).toEqual([false, false]);

  await erase(new Date(onDay('2026-03-01').getTime() - 1));
  expect(await stores.frames.findPeople('list')).toEqual(people);

  await erase(onDay('2026-03-01'));
  expect(await stores.frames.findPeople('list')).toBeUndefined();
  expect(await connection.collection(framePeopleCollection.name).countDocuments({})).toBe(0);
  expect((await stores.frames.find('round'))?.erasedAt).toEqual(onDay('2026-03-01'));
  expect(await isInFile('Thứ-7 ward-a')).toBe(false);
  expect(await piecesInFile(material)).toBeLessThan(1024);
});

test('erasing once more tells the audit nothing more', async () => {
  await erase(onDay('2026-03-02'));
  await stores.audit.drain(['frames'], () => false);
  expect(
    (await stores.audit.list({ kind: 'frame.erased' }, 10)).map(({ before, by }) => [before, by]),
  ).toEqual([[{ people: '0', eraseOn: '2026-03-01' }, undefined]]);
});

test('a list that an upload left behind when it was cut off is gone after an hour', async () => {
  await stores.frames.putPeople('lost', somePeople({ 'ward-a': 30 }), duringAt);
  await erase(new Date(duringAt.getTime() + hour - 1));
  expect(await stores.frames.findPeople('lost')).toHaveLength(30);
  await erase(new Date(duringAt.getTime() + hour + 1));
  expect(await stores.frames.findPeople('lost')).toBeUndefined();
});
