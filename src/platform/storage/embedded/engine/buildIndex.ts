/**
 * Builds indexes over existing documents in steps, while others read and write. Until an index is complete, writers
 * maintain it and no reader uses it; one that a crash left incomplete is dropped at the next start.
 */
import { documentIn, type Value } from '../bytes/value.ts';
import { StoreError } from '../storeError.ts';
import type { Collection, Index } from './catalogue.ts';
import { pause } from './scan.ts';
import { ensureCollection, findCollection, type Store } from './store.ts';

const buildMs = 5;

export async function buildIndexes(
  store: Store,
  database: string,
  name: string,
  specifications: readonly Value[],
): Promise<void> {
  const begun = await store.file.write(() => {
    const collection = ensureCollection(store, database, name);
    const isBuilding = store.catalogue.count(collection) > 0;
    return specifications.map(
      (specification) => store.catalogue.addIndex(collection, specification, isBuilding).name,
    );
  });
  try {
    for (const indexName of begun) await fill(store, database, name, indexName);
  } catch (error) {
    await store.file.write(() => dropIndexes(store, database, name, begun));
    throw error;
  }
}

async function fill(store: Store, database: string, name: string, indexName: string): Promise<void> {
  let from: Buffer | undefined = Buffer.alloc(0);
  while (from !== undefined) {
    const start: Buffer = from;
    from = await store.file.write(() => {
      const { collection, index } = building(store, database, name, indexName);
      if (!index.isBuilding) return undefined;
      const next = fillStretch(store, collection, index, start);
      if (next === undefined) {
        index.isBuilding = false;
        store.catalogue.save(collection);
      }
      return next;
    });
    await pause();
  }
}

/** @returns where to continue; undefined at the end */
function fillStretch(store: Store, collection: Collection, index: Index, from: Buffer): Buffer | undefined {
  const until = performance.now() + buildMs;
  for (const { key, value } of store.file.entries(collection.tree, { from })) {
    if (performance.now() > until) return key;
    store.documents.addEntries(collection, index, key, documentIn(value));
  }
  return undefined;
}

function building(
  store: Store,
  database: string,
  name: string,
  indexName: string,
): { collection: Collection; index: Index } {
  const collection = findCollection(store, database, name);
  const index = collection?.indexes.find((each) => each.name === indexName);
  if (collection === undefined || index === undefined)
    throw new StoreError('IndexNotFound', `the index ${indexName} was dropped while it was built`);
  return { collection, index };
}

function dropIndexes(store: Store, database: string, name: string, indexNames: readonly string[]): void {
  const collection = findCollection(store, database, name);
  for (const index of collection?.indexes.filter((each) => indexNames.includes(each.name)) ?? [])
    store.catalogue.dropIndex(collection!, index);
}

/** At start: nothing will complete them. */
export function dropUnfinishedIndexes(store: Store): Promise<void> {
  return store.file.write(() => {
    for (const collection of store.catalogue.list())
      for (const index of collection.indexes.filter((each) => each.isBuilding))
        store.catalogue.dropIndex(collection, index);
  });
}
