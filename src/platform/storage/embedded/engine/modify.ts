/**
 * Changes documents that a filter finds. Matches are checked again inside the write job, so that no change relies on
 * outdated data; long searches run outside the job, and yield.
 */
import type { Value } from '../bytes/value.ts';
import type { Filter } from '../query/filter.ts';
import { choosePlan, type Plan } from '../query/planner.ts';
import { Sorter, type SortField } from '../query/sort.ts';
import { StoreError } from '../storeError.ts';
import type { Collection } from './catalogue.ts';
import { idKeyOf } from './documents.ts';
import { Scan, pause, type Found } from './scan.ts';
import { findCollection, type Store } from './store.ts';

export interface Target {
  readonly database: string;
  readonly name: string;
  readonly filter: Filter;
  readonly sort: readonly SortField[];
}

/** Called inside the write job with the match; the collection is undefined if it does not exist. */
export type Change<Result> = (found: Found | undefined, collection: Collection | undefined) => Result;

/** How long a search may take inside a write job, where it blocks every other write. */
const searchInJobMs = 2;

const searchAgain = Symbol('search again');
type Again = typeof searchAgain;

export async function changeOne<Result>(
  store: Store,
  target: Target,
  change: Change<Result>,
): Promise<Result> {
  const atOnce = await store.file.write((): Result | Again => {
    const collection = findCollection(store, target.database, target.name);
    if (collection === undefined) return change(undefined, undefined);
    const plan = choosePlan(collection, target.filter, target.sort);
    if (!plan.isSorted) return searchAgain;
    const scan = new Scan({ ...store, collection }, plan, target.filter);
    const [found] = scan.next(1, searchInJobMs);
    return found !== undefined || scan.isDone ? change(found, collection) : searchAgain;
  });
  return atOnce === searchAgain ? changeSearched(store, target, change) : atOnce;
}

async function changeSearched<Result>(store: Store, target: Target, change: Change<Result>): Promise<Result> {
  for (;;) {
    const first = await searchFirst(store, target);
    const result = await store.file.write((): Result | Again => {
      const collection = findCollection(store, target.database, target.name);
      if (collection === undefined || first === undefined) return change(undefined, collection);
      const document = store.documents.get(collection, first.idKey);
      if (document === undefined || !target.filter.matches(document)) return searchAgain;
      return change({ idKey: first.idKey, document }, collection);
    });
    if (result !== searchAgain) return result;
  }
}

async function searchFirst(store: Store, target: Target): Promise<Found | undefined> {
  const collection = findCollection(store, target.database, target.name);
  if (collection === undefined) return undefined;
  const plan = choosePlan(collection, target.filter, target.sort);
  const sorter = new Sorter(target.sort, 1);
  for await (const found of searched(store, collection, plan, target.filter, plan.isSorted ? 1 : Infinity)) {
    if (plan.isSorted && found.length > 0) return found[0];
    for (const { document } of found) sorter.add(document);
  }
  const [document] = sorter.sorted();
  return document === undefined ? undefined : { idKey: idKeyOf(document), document };
}

async function* searched(
  store: Store,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  most: number,
): AsyncGenerator<Found[]> {
  const scan = new Scan({ ...store, collection }, plan, filter);
  while (!scan.isDone) {
    yield scan.next(most);
    await pause();
  }
}

const changesPerJob = 100;

/**
 * Changes every match. All matches are collected before the first is written, since a change could move a document
 * along the index that is being read.
 *
 * @returns how many changes were made, and the error that ended it early
 */
export async function changeAll(
  store: Store,
  target: Target,
  change: (found: Found, collection: Collection) => boolean,
): Promise<{ matched: number; changed: number; error?: StoreError }> {
  const collection = findCollection(store, target.database, target.name);
  if (collection === undefined) return { matched: 0, changed: 0 };
  const plan = choosePlan(collection, target.filter, []);
  const idKeys = new Map<string, Buffer>();
  for await (const found of searched(store, collection, plan, target.filter, Infinity))
    for (const { idKey } of found) idKeys.set(idKey.toString('latin1'), Buffer.from(idKey));

  const keys = [...idKeys.values()];
  const total: { matched: number; changed: number; error?: StoreError } = { matched: 0, changed: 0 };
  for (let at = 0; at < keys.length && total.error === undefined; at += changesPerJob) {
    const part = await store.file
      .write(() => changeSome(store, target, keys.slice(at, at + changesPerJob), change))
      .catch((error: unknown) => noneChanged(error, total.changed));
    total.matched += part.matched;
    total.changed += part.changed;
    if (part.error !== undefined) total.error = part.error;
  }
  return total;
}

/**
 * A full disk rolls back a job as a whole. Earlier changes are on disk, and the error mentions them, since no reply
 * counts them.
 */
function noneChanged(
  error: unknown,
  before: number,
): { matched: number; changed: number; error: StoreError } {
  if (!(error instanceof StoreError)) throw error;
  const message = `${error.message}; ${before} documents had been changed before`;
  return { matched: 0, changed: 0, error: new StoreError(error.codeName, message, error.details) };
}

/** Stops at the first error and keeps the changes before it. */
function changeSome(
  store: Store,
  target: Target,
  idKeys: readonly Buffer[],
  change: (found: Found, collection: Collection) => boolean,
): { matched: number; changed: number; error?: StoreError } {
  const total = { matched: 0, changed: 0 };
  const collection = findCollection(store, target.database, target.name);
  if (collection === undefined) return total;
  for (const idKey of idKeys) {
    const document: Value | undefined = store.documents.get(collection, idKey);
    if (document === undefined || !target.filter.matches(document)) continue;
    try {
      total.changed += Number(change({ idKey, document }, collection));
      total.matched++;
    } catch (error) {
      if (error instanceof StoreError) return { ...total, error };
      throw error;
    }
  }
  return total;
}
