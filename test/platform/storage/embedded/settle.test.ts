import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toValue } from '../../../../src/platform/storage/embedded/bytes/build.ts';
import { idKeyOf } from '../../../../src/platform/storage/embedded/engine/documents.ts';
import { allPages, settle } from '../../../../src/platform/storage/embedded/engine/settle.ts';
import {
  openStore,
  storeFileName,
  type Store,
} from '../../../../src/platform/storage/embedded/engine/store.ts';
import { Generator } from './generated.ts';
import { newFolder } from './newFolder.ts';
import { pagesOf, positionsOf } from './pages.ts';

describe('the places of records of a running store', () => {
  const folder = newFolder();
  let store: Store;

  beforeAll(async () => {
    store = await openStore(folder, { sync: false });
    await store.file.write(() => {
      const clustered = { key: { _id: 1 }, unique: true };
      const forms = store.catalogue.create('test', 'forms', toValue({ clusteredIndex: clustered }));
      store.catalogue.addIndex(forms, toValue({ key: { round: 1 }, name: 'round_1' }), false);
    });
    const random = new Generator(5);
    for (let n = 0; n < 1500; n++) {
      const form = { _id: `${random.below(2 ** 31)}`, round: 1, text: 'x'.repeat(random.below(300)) };
      await store.file.write(() => store.documents.insert(forms(), toValue(form)));
    }
  });
  afterAll(async () => {
    await store.file.close();
    await rm(folder, { recursive: true });
  });

  test('tell at first what came after what; after settling no more than the keys themselves do', async () => {
    expect(await shareInOrderOfKeys('before')).toBeLessThan(0.7);
    await settle(store.file, allPages, () => false);
    expect(await shareInOrderOfKeys('after')).toBeGreaterThan(0.99); // all but the page that notes the settling
  });

  test('are changed without a change of what is stored', async () => {
    const before = [...store.file.entries(forms().tree)];
    await settle(store.file, allPages, () => false);
    expect([...store.file.entries(forms().tree)]).toEqual(before);
    expect(before).toHaveLength(1500);
  });

  test('hold nothing any more that was replaced or removed', async () => {
    const [one, other] = ['one that is replaced', 'one that is removed'].map((text) => ({ _id: text, text }));
    await store.file.write(() =>
      [one!, other!].forEach((each) => store.documents.insert(forms(), toValue(each))),
    );
    const [oneKey, otherKey] = [one!, other!].map((each) => idKeyOf(toValue(each)));
    const after = toValue({ ...one!, text: 'one that was put there' });
    await store.file.write(() => store.documents.replace(forms(), oneKey!, toValue(one!), after));
    await store.file.write(() => store.documents.remove(forms(), otherKey!, toValue(other!)));
    const texts = ['text\0\x15\0\0\0one that is replaced', 'one that is removed', 'one that was put there'];
    const present = async () => {
      const file = await liveFile();
      return texts.map((text) => file.includes(text, 0, 'latin1'));
    };
    expect(await present()).toEqual([true, true, true]);
    await settle(store.file, allPages, () => false);
    expect(await present()).toEqual([false, false, true]);
  });

  test('stay as they are where it was told to stop', async () => {
    const before = [...pagesOf(await liveFile())].filter(({ isLeaf }) => isLeaf);
    await settle(store.file, allPages, () => true);
    const after = [...pagesOf(await liveFile())].filter(({ isLeaf }) => isLeaf);
    const numbers = new Set(before.map(({ transaction }) => transaction));
    expect(after.filter(({ transaction }) => !numbers.has(transaction)).length).toBeLessThan(3);
  });

  const forms = () => store.catalogue.find('test.forms')!;

  const liveFile = async (): Promise<Buffer> => await readFile(join(folder, storeFileName));

  /** Of the pages in use: LMDB's own copy of them keeps places as they are. */
  async function shareInOrderOfKeys(name: string): Promise<number> {
    await store.file.copyTo(join(folder, name));
    const pages = positionsOf(await readFile(join(folder, name)));
    expect(pages.length).toBeGreaterThan(100);
    const inOrder = pages.filter((positions) =>
      positions.every((position, at) => at === 0 || position < positions[at - 1]!),
    );
    return inOrder.length / pages.length;
  }
});
