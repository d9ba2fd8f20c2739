import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toValue } from '../../../../src/platform/storage/embedded/bytes/build.ts';
import { backupStore } from '../../../../src/platform/storage/embedded/care/backup.ts';
import { compactStore } from '../../../../src/platform/storage/embedded/care/compactStore.ts';
import type { Collection } from '../../../../src/platform/storage/embedded/engine/catalogue.ts';
import { idKeyOf } from '../../../../src/platform/storage/embedded/engine/documents.ts';
import {
  openStore,
  storeFileName,
  type Store,
} from '../../../../src/platform/storage/embedded/engine/store.ts';
import { Generator } from './generated.ts';
import { newFolder } from './newFolder.ts';

describe('the same documents, come in another order and by other ways', () => {
  const random = new Generator(3);
  const ids = Array.from({ length: 1000 }, (_, n) => `${random.below(2 ** 31)} ${n}`);
  const folders: string[] = [];
  let files: Buffer[];

  beforeAll(async () => {
    const empty = await folderWith(undefined, (store) => {
      const forms = store.catalogue.create('test', 'forms', toValue({}));
      store.catalogue.addIndex(forms, toValue({ key: { code: 1 }, name: 'code_1' }), false);
      store.catalogue.addIndex(forms, toValue({ key: { round: 1 }, name: 'round_1' }), false);
    });
    const straight = await folderWith(empty, ...ids.map((id) => insertion(form(id))));
    const around = await folderWith(
      empty,
      ...[...ids].reverse().map((id) => insertion({ ...form(id), mark: true })),
      insertion(form('given and taken away')),
      ...ids.map((id) => replacement({ ...form(id), mark: true }, form(id))),
      removal(form('given and taken away')),
    );
    files = await Promise.all([straight, around].map((folder) => readFile(join(folder, storeFileName))));
    folders.push(straight, around);
  });

  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  test('make other files of a running store', () => {
    expect(files[0]!.equals(files[1]!)).toBe(false);
  });

  test('make the same backup, byte by byte', async () => {
    const contents: Buffer[] = [];
    for (const folder of folders) {
      await backupStore(folder, join(folder, 'backup'));
      const backup = await readFile(join(folder, 'backup'));
      contents.push(backup.subarray(backup.indexOf('\n') + 1));
    }
    expect(contents[0]!.length).toBeGreaterThan(2 ** 20);
    expect(contents[0]!.equals(contents[1]!)).toBe(true);
  });

  test('make the same file when they are compacted, byte by byte', async () => {
    for (const folder of folders) await compactStore(folder);
    const [one, other] = await Promise.all(folders.map((folder) => readFile(join(folder, storeFileName))));
    expect(one!.equals(other!)).toBe(true);
  });

  function form(id: string): { _id: string; [field: string]: string | number } {
    const text = 'x'.repeat((Number(id.split(' ')[1]) || 0) * 5);
    return { _id: id, code: [...id].reverse().join(''), round: 1, text };
  }

  type Job = (store: Store) => void;
  type Form = Parameters<typeof toValue>[0] & { readonly _id: string };

  const insertion = (document: Form): Job =>
    onForms((store, forms) => store.documents.insert(forms, toValue(document)));
  const replacement = (old: Form, document: Form): Job =>
    onForms((store, forms) => store.documents.replace(forms, key(old), toValue(old), toValue(document)));
  const removal = (old: Form): Job =>
    onForms((store, forms) => store.documents.remove(forms, key(old), toValue(old)));

  const key = (document: Form): Buffer => idKeyOf(toValue(document));

  function onForms(job: (store: Store, forms: Collection) => void): Job {
    return (store) => job(store, store.catalogue.find('test.forms')!);
  }

  /** A folder that begins as a copy of another one; each job is a write of its own. */
  async function folderWith(from: string | undefined, ...jobs: readonly Job[]): Promise<string> {
    const folder = newFolder();
    if (from !== undefined) await copyFile(join(from, storeFileName), join(folder, storeFileName));
    const store = await openStore(folder, { sync: false });
    for (const job of jobs) await store.file.write(() => job(store));
    await store.file.close();
    return folder;
  }
});
