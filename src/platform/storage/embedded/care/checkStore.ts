/** Checks a store from end to end: everything derived must follow from the documents alone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkBson } from '../bytes/checkBson.ts';
import { documentIn } from '../bytes/value.ts';
import { catalogueTree, type Collection, type Index } from '../engine/catalogue.ts';
import { entryKey, idKeyOf } from '../engine/documents.ts';
import { indexKeys } from '../engine/indexEntries.ts';
import { RecordDamage, namingDamage } from '../engine/recordDamage.ts';
import { openStore, storeFileName, type Store } from '../engine/store.ts';
import { holderOf } from '../folderLock.ts';
import { copyOf } from './copyStore.ts';

export interface CheckReport {
  readonly file: string;
  readonly collections: number;
  readonly documents: number;
  readonly indexEntries: number;
  /** One sentence per error; empty when the store is sound. */
  readonly errors: readonly string[];
}

/**
 * Reads every document and every index entry; for a running store, those of a copy. Nothing is repaired.
 *
 * @throws EmbeddedStoreError when the file cannot even be opened
 */
export async function checkStore(folder: string): Promise<CheckReport> {
  const file = join(folder, storeFileName);
  if (holderOf(folder) === undefined) return { file, ...(await checkQuiet(folder)) };
  const work = await mkdtemp(join(folder, 'check-'));
  try {
    await copyOf(folder, join(work, 'copy'));
    return { file, ...(await checkQuiet(join(work, 'copy'))) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function checkQuiet(folder: string): Promise<Omit<CheckReport, 'file'>> {
  return await namingDamage(join(folder, storeFileName), async () => {
    const store = await openStore(folder, { sync: true, readOnly: true });
    try {
      return check(store);
    } finally {
      await store.file.close();
    }
  });
}

/** Runs synchronously, so that everything it reads belongs to one moment. */
function check(store: Store): Omit<CheckReport, 'file'> {
  const errors: string[] = [];
  let documents = 0;
  let indexEntries = 0;
  const damagedNote = (key: Buffer) => errors.push(`the record ${String(key)} of the catalogue is damaged`);
  Array.from(store.file.entries(catalogueTree, {}, damagedNote));
  const collections = store.catalogue.list();
  for (const collection of collections) {
    const { counted, areWhole } = checkDocuments(store, collection, errors);
    documents += counted;
    const kept = store.catalogue.count(collection);
    if (kept !== counted)
      errors.push(`${collection.namespace}: it holds ${counted} documents and says that it holds ${kept}`);
    // The expected index entries follow from the documents, so they are checked only if the documents are sound.
    for (const index of areWhole ? collection.indexes : [])
      if (!index.isBuilding) indexEntries += checkIndex(store, collection, index, errors);
  }
  return { collections: collections.length, documents, indexEntries, errors };
}

function checkDocuments(
  store: Store,
  collection: Collection,
  errors: string[],
): { counted: number; areWhole: boolean } {
  let counted = 0;
  let areWhole = true;
  const damaged = (key: Buffer, why: string): void => {
    areWhole = false;
    errors.push(`${collection.namespace}: the document ${key.toString('hex')} is damaged (${why})`);
  };
  const skip = (key: Buffer): void => {
    counted++;
    damaged(key, new RecordDamage().message);
  };
  for (const { key, value } of store.file.entries(collection.tree, {}, skip)) {
    counted++;
    try {
      checkBson(value, 0, value.length);
      if (!idKeyOf(documentIn(value)).equals(key))
        errors.push(`${collection.namespace}: a document stands under another _id`);
    } catch (error) {
      damaged(key, (error as Error).message);
    }
  }
  return { counted, areWhole };
}

/** Checks that each entry belongs to a document that produces it, and that the number of entries is right. */
function checkIndex(store: Store, collection: Collection, index: Index, errors: string[]): number {
  const name = `${collection.namespace}, index ${index.name}`;
  let entries = 0;
  const skip = (): void => {
    entries++;
    errors.push(`${name}: an entry is damaged (${new RecordDamage().message})`);
  };
  for (const { key, value: idKey } of store.file.entries(index.tree, {}, skip)) {
    entries++;
    const document = store.documents.get(collection, idKey);
    if (document === undefined) errors.push(`${name}: an entry leads to no document`);
    else if (!indexKeys(index, document).keys.some((each) => entryKey(index, each, idKey).equals(key)))
      errors.push(`${name}: an entry does not belong to its document`);
  }
  let expected = 0;
  for (const { value } of store.file.entries(collection.tree))
    expected += indexKeys(index, documentIn(value)).keys.length;
  if (expected !== entries) errors.push(`${name}: it holds ${entries} entries and should hold ${expected}`);
  return entries;
}
