/** Background maintenance: removes expired documents, and the entries of dropped trees. */
import { date, documentOf } from '../bytes/build.ts';
import { parseFilter } from '../query/filter.ts';
import type { Collection, Index } from './catalogue.ts';
import { changeAll } from './modify.ts';
import { pause } from './scan.ts';
import type { Store } from './store.ts';

const removalsPerJob = 500;

/** @returns how many documents were removed */
export async function removeExpired(store: Store, now: Date): Promise<number> {
  let removed = 0;
  for (const collection of store.catalogue.list())
    for (const index of collection.indexes)
      if (index.expireAfterSeconds !== undefined)
        removed += await removeExpiredBy(store, collection, index, now);
  return removed;
}

async function removeExpiredBy(
  store: Store,
  collection: Collection,
  index: Index,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - index.expireAfterSeconds! * 1000);
  const [field] = index.fields;
  const isOver = documentOf([{ name: '$lte', value: date(before) }]);
  const filter = parseFilter(documentOf([{ name: field!.name, value: isOver }]));
  const target = { database: collection.database, name: collection.name, filter, sort: [] };
  const { changed } = await changeAll(store, target, (found, current) => {
    if (index.partial !== undefined && !index.partial.matches(found.document)) return false;
    store.documents.remove(current, found.idKey, found.document);
    return true;
  });
  return changed;
}

/** Empties dropped trees in small steps; after a crash it continues at the next start. */
export async function emptyTrash(store: Store): Promise<void> {
  for (const tree of store.catalogue.trash()) {
    let isEmpty = false;
    while (!isEmpty) {
      isEmpty = await store.file.write(() => emptyALittle(store, tree));
      await pause();
    }
  }
}

function emptyALittle(store: Store, tree: number): boolean {
  const keys: Buffer[] = [];
  for (const { key } of store.file.entries(tree)) {
    keys.push(key);
    if (keys.length === removalsPerJob) break;
  }
  for (const key of keys) store.file.remove(tree, key);
  if (keys.length === removalsPerJob) return false;
  store.catalogue.forgetTrash(tree);
  return true;
}
