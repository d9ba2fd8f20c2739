import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import mongoose, { type mongo } from 'mongoose';
import { toValue } from '../../src/platform/storage/embedded/bytes/build.ts';
import { documentIn } from '../../src/platform/storage/embedded/bytes/value.ts';
import { backupStore, restoreStore } from '../../src/platform/storage/embedded/care/backup.ts';
import { checkStore } from '../../src/platform/storage/embedded/care/checkStore.ts';
import { compactStore } from '../../src/platform/storage/embedded/care/compactStore.ts';
import { digestOf } from '../../src/platform/storage/embedded/care/copyFile.ts';
import { startEmbeddedStore, EmbeddedStoreError } from '../../src/platform/storage/embedded/embeddedStore.ts';
import { allPages, settle } from '../../src/platform/storage/embedded/engine/settle.ts';
import { openStore } from '../../src/platform/storage/embedded/engine/store.ts';
import { Generator } from '../platform/storage/embedded/generated.ts';
import { newFolder } from '../platform/storage/embedded/newFolder.ts';

const pageSize = 4096;
const leaf = 2;
const flips = Number(process.env['FLIPS'] ?? 150);

/** A store of some hundred pages: branches, an index, values on pages of their own, pages that are free again. */
let sound: Buffer;

beforeAll(async () => {
  const folder = newFolder();
  const store = await openStore(folder, { sync: false });
  await store.file.write(() => {
    const units = store.catalogue.create('test', 'units', toValue({}));
    store.catalogue.addIndex(units, toValue({ v: 2, key: { code: 1 }, name: 'code_1' }), false);
  });
  const units = () => store.catalogue.find('test.units')!;
  for (let part = 0; part < 30; part++)
    await store.file.write(() => {
      for (let n = 0; n < 40; n++) {
        const text = 'phường'.repeat(n === 0 ? 1500 : 10 + (n % 7));
        store.documents.insert(units(), toValue({ _id: `${part}-${n}`, code: part * n, text }));
      }
    });
  await store.file.write(() => {
    for (const { key, value } of [...store.file.entries(units().tree)].slice(0, 300))
      store.documents.remove(units(), key, documentIn(value));
  });
  await settle(store.file, allPages, () => false);
  await store.file.close();
  sound = await readFile(join(folder, 'store.mdb'));
});

describe('a damaged file', () => {
  test('is named for each flipped bit that changes what is stored, or what leads to it', async () => {
    const random = new Generator(11);
    const before = await contentOf(await folderWith(sound));
    let named = 0;
    const unnoticed: number[] = [];
    for (let flip = 0; flip < flips; flip++) {
      const bytes = Buffer.from(sound);
      const at = random.below(bytes.length);
      bytes[at]! ^= 1 << random.below(8);
      const folder = await folderWith(bytes);
      const errors = await errorsOf(folder);
      named += Number(errors.length > 0);
      // Nothing is said of bits in free pages, in gaps, and where LMDB does not look.
      const content = errors.length === 0 ? await contentOf(folder) : before;
      if (!isDeepStrictEqual(content, before)) unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
    expect(named).toBeGreaterThan(flips / 5); // most of the file are pages that are free again
  });

  test('is named when it is checked, backed up, compacted, restored or read, for one bit in a stored text', async () => {
    const folder = await folderWith(withFlippedText());
    const what = 'a record does not match its checksum';
    expect((await checkStore(folder)).errors).toEqual([
      expect.stringMatching(`test.units: the document .* is damaged \\(${what}\\)`),
    ]);
    const copy = join(newFolder(), 'backup');
    await expect(backupStore(folder, copy)).rejects.toThrow(sentence(folder, what));
    await expect(compactStore(folder)).rejects.toThrow(sentence(folder, what));

    await writeFile(copy, await backupOf(withFlippedText()));
    await expect(restoreStore(copy, join(newFolder(), 'restored'))).rejects.toThrow(new RegExp(what));

    await served(folder, async (units) => {
      await expect(units.find().toArray()).rejects.toMatchObject({
        code: 96,
        message: `the store's file is damaged (${what}); restore a backup`,
      });
      expect(await units.findOne({ _id: '29-39' as never })).not.toBeNull();
    });
  });

  test('is refused at the start when a page has lost records', async () => {
    const bytes = Buffer.from(sound);
    const page = pagesOf(bytes).find((each) => isLeaf(bytes, each) && bytes.readUInt16LE(each + 20) > 4)!;
    bytes.writeUInt16LE(bytes.readUInt16LE(page + 20) - 2, page + 20);
    const folder = await folderWith(bytes);
    await expect(startEmbeddedStore({ folder })).rejects.toThrow(sentence(folder, 'says that it has'));
    await expect(checkStore(folder)).rejects.toThrow(sentence(folder, 'says that it has'));
  });

  test('is refused at the start when documents are missing that it has kept count of', async () => {
    const folder = await folderWith(sound);
    const store = await openStore(folder, { sync: false });
    const { tree } = store.catalogue.find('test.units')!;
    const [{ key } = { key: Buffer.alloc(0) }] = store.file.entries(tree);
    await store.file.write(() => store.file.remove(tree, key));
    await store.file.close();
    await expect(startEmbeddedStore({ folder })).rejects.toThrow(
      sentence(folder, 'test.units holds 899 documents and says that it holds 900'),
    );
  });

  test('is named by a running store that is asked for a copy, and the store goes on', async () => {
    const folder = await folderWith(sound);
    await served(folder, async (units) => {
      await damageLeaves(join(folder, 'store.mdb'));
      await expect(checkStore(folder)).rejects.toThrow(sentence(folder, 'cannot be right'));
      expect(await units.estimatedDocumentCount()).toBe(900);
    });
  });
});

/** Writes only the damaged bytes: the rest of the file belongs to the running store, which may write meanwhile. */
async function damageLeaves(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    for (const page of leavesOfDocuments(await file.readFile()))
      await file.write(Uint8Array.of(77), 0, 1, page + 18);
  } finally {
    await file.close();
  }
}

function sentence(folder: string, what: string): RegExp {
  return new RegExp(
    `^the store's file ${join(folder, 'store.mdb')} is damaged \\(.*${what}.*\\); restore a backup`,
  );
}

async function folderWith(bytes: Buffer): Promise<string> {
  const folder = newFolder();
  await writeFile(join(folder, 'store.mdb'), bytes);
  return folder;
}

async function errorsOf(folder: string): Promise<readonly string[]> {
  try {
    return (await checkStore(folder)).errors;
  } catch (error) {
    if (!(error instanceof EmbeddedStoreError)) throw error;
    return [error.message];
  }
}

async function contentOf(folder: string): Promise<string[]> {
  const store = await openStore(folder, { sync: false, readOnly: true });
  const trees = store.catalogue
    .list()
    .flatMap(({ tree, indexes }) => [tree, ...indexes.map((each) => each.tree)]);
  const entries = [0, ...trees].flatMap((tree) => [...store.file.entries(tree)]);
  await store.file.close();
  return entries.map(({ key, value }) => `${key.toString('hex')} ${value.toString('hex')}`);
}

/** One bit of a text in a document that is there: copies of it in free pages change too. */
function withFlippedText(): Buffer {
  const bytes = Buffer.from(sound);
  const text = Buffer.from('phườngphường');
  const id = Buffer.from('_id\0\u0006\0\0\u000029-38\0', 'latin1');
  for (let at = bytes.indexOf(id); at >= 0; at = bytes.indexOf(id, at + 1))
    bytes[bytes.indexOf(text, at) + 2]! ^= 4;
  return bytes;
}

/** A backup whose digest is right, as by somebody who took it of a damaged file with an earlier program. */
async function backupOf(bytes: Buffer): Promise<Buffer> {
  const file = join(await folderWith(bytes), 'store.mdb');
  const head = {
    kind: 'embedded store backup',
    createdAt: '',
    bytes: bytes.length,
    sha256: await digestOf(file),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]);
}

async function served(folder: string, action: (units: mongo.Collection) => Promise<void>): Promise<void> {
  const store = await startEmbeddedStore({ folder });
  const client = await new mongoose.mongo.MongoClient(store.uri).connect();
  try {
    await action(client.db('test').collection('units'));
  } finally {
    await client.close();
    await store.close();
  }
}

/** Where pages begin that are numbered as such. */
function pagesOf(bytes: Buffer): number[] {
  const positions = Array.from({ length: bytes.length / pageSize - 2 }, (_, page) => (page + 2) * pageSize);
  return positions.filter((at) => bytes.readBigUInt64LE(at) === BigInt(at / pageSize));
}

/** Leaves that hold documents and nothing of the catalogue, which stands before them. */
function leavesOfDocuments(bytes: Buffer): number[] {
  return pagesOf(bytes).filter((at) => {
    const page = bytes.subarray(at, at + pageSize);
    return isLeaf(bytes, at) && page.includes('text\0') && !page.includes('next tree');
  });
}

function isLeaf(bytes: Buffer, at: number): boolean {
  return bytes.readUInt16LE(at + 18) === leaf;
}
