/** Settling and wiping write to the file beside LMDB: nothing that is in use may suffer, whatever is written meanwhile. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toValue } from '../../src/platform/storage/embedded/bytes/build.ts';
import { checkStore } from '../../src/platform/storage/embedded/care/checkStore.ts';
import { idKeyOf } from '../../src/platform/storage/embedded/engine/documents.ts';
import { allPages, settle, type Mark } from '../../src/platform/storage/embedded/engine/settle.ts';
import { openStore, type Store } from '../../src/platform/storage/embedded/engine/store.ts';
import { Generator } from '../platform/storage/embedded/generated.ts';
import { newFolder } from '../platform/storage/embedded/newFolder.ts';

const rounds = Number(process.env['SETTLE_ROUNDS'] ?? 40);

describe('a store that is settled while it is written to', () => {
  const folder = newFolder();
  const random = new Generator(11);
  /** What has to be in it. */
  const kept = new Map<string, ReturnType<typeof form>>();
  let store: Store;

  const form = (id: string) => ({
    _id: id,
    round: random.below(3),
    // One in ten has pages of its own.
    text: 'x'.repeat(random.below(10) === 0 ? 3000 + random.below(40_000) : random.below(900)),
  });
  const forms = () => store.catalogue.find('test.forms')!;

  async function open(): Promise<void> {
    store = await openStore(folder, { sync: false });
  }

  async function writeSomething(): Promise<void> {
    const [id] = [...kept.keys()].slice(random.below(kept.size || 1));
    const kind = random.below(4);
    if (id === undefined || kind < 2) {
      const document = form(`${random.below(2 ** 31)}`);
      if (kept.has(document._id)) return;
      kept.set(document._id, document);
      await store.file.write(() => store.documents.insert(forms(), toValue(document)));
      return;
    }
    const old = kept.get(id)!;
    const idKey = idKeyOf(toValue(old));
    if (kind === 2) {
      const document = form(id);
      kept.set(id, document);
      await store.file.write(() => store.documents.replace(forms(), idKey, toValue(old), toValue(document)));
    } else {
      kept.delete(id);
      await store.file.write(() => store.documents.remove(forms(), idKey, toValue(old)));
    }
  }

  beforeAll(async () => {
    await open();
    await store.file.write(() => {
      const made = store.catalogue.create('test', 'forms', toValue({}));
      store.catalogue.addIndex(made, toValue({ key: { round: 1 }, name: 'round_1' }), false);
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test(`holds after ${rounds} rounds what was written, and no page in use was wiped`, async () => {
    let mark: Mark = allPages;
    for (let round = 0; round < rounds; round++) {
      const settling = settle(store.file, round % 3 === 0 ? allPages : mark, () => false);
      for (let n = 0; n < 60; n++) await writeSomething();
      mark = await settling;
      if (round % 8 === 7) {
        await store.file.close();
        await open();
        mark = allPages;
      }
    }
    await store.file.close();
    const { documents, errors } = await checkStore(folder);
    expect(errors).toEqual([]);
    expect(documents).toBe(kept.size);
    await open();
    for (const [id, document] of kept) {
      const found = store.documents.get(forms(), idKeyOf(toValue({ _id: id })));
      expect(found?.raw.equals(toValue(document).raw)).toBe(true);
    }
    await store.file.close();
  });
});
