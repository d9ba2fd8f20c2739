/**
 * Removes what the pages of the file reveal about the order in which records arrived: each page has the number of the
 * transaction that wrote it; a new record is stored before the last one of its page; and replaced pages keep their
 * content. So every few seconds the pages written since are rewritten, record by record in key order, in separate
 * transactions, and free pages are overwritten. After that, transaction numbers and positions depend on keys alone.
 */
import { setTimeout as rest } from 'node:timers/promises';
import { catalogueTree } from './catalogue.ts';
import type { Leaf, LmdbPages } from './lmdbPages.ts';
import type { StoreFile } from './storeFile.ts';

/** The largest piece that blocks other writes; afterwards they have this many times as long to themselves. */
const piece = { records: 1000, ms: 10 };
const restTimes = 4;

/** Pages written after a transaction, except those that settling itself wrote. */
export interface Mark {
  readonly since: number;
  readonly own: ReadonlySet<number>;
}

export const allPages: Mark = { since: 0, own: new Set() };

/**
 * Rewrites pages, and overwrites the pages freed by that.
 *
 * @param isOver checked between two pieces; the remainder is left for the next call
 * @returns pages that this call did not settle: those written since it began
 */
export async function settle(file: StoreFile, mark: Mark, isOver: () => boolean): Promise<Mark> {
  const own = new Set<number>();
  let since: number | undefined;
  for (let from: Buffer | undefined = Buffer.alloc(0); from !== undefined && !isOver();) {
    const [start, beganMs]: [Buffer, number] = [from, performance.now()];
    from = await file.writeAlone((pages) => {
      since ??= pages.transaction;
      const { leaves, next } = someLeaves(pages, mark, start);
      leaves.forEach((leaf) => renew(file, leaf, mark));
      if (leaves.length > 0) own.add(pages.transaction + 1);
      return next;
    });
    if (from !== undefined) await rest(restTimes * (performance.now() - beganMs));
  }
  await wipe(file, isOver);
  return since === undefined ? mark : { since, own };
}

function isMarked({ since, own }: Mark, transaction: number): boolean {
  return transaction > since && !own.has(transaction);
}

/** @returns where to continue; undefined at the end */
function someLeaves(pages: LmdbPages, mark: Mark, from: Buffer) {
  const until = performance.now() + piece.ms;
  const leaves: Leaf[] = [];
  let [looked, records] = [0, 0];
  for (const leaf of pages.leavesSince(mark.since, from)) {
    if (looked > 0 && (records > piece.records || performance.now() > until))
      return { leaves, next: Buffer.from(leaf.records[0]!.key) };
    looked += 1;
    if (!isMarked(mark, leaf.transaction)) continue;
    leaves.push(leaf);
    records += leaf.records.length;
  }
  return { leaves, next: undefined };
}

function renew(file: StoreFile, { records }: Leaf, mark: Mark): void {
  for (const { key, value, elsewhere } of records) {
    if (elsewhere !== undefined && !isMarked(mark, elsewhere.transaction)) continue;
    file.renew(key, value);
  }
}

/**
 * Number of the transaction in which everything was settled, if it was the last one. It is valid for this file only and
 * is left out of rewritten copies.
 */
export const settledKey = Buffer.from('settled');

/** Pages can be overwritten once another transaction has followed the one that freed them. */
async function wipe(file: StoreFile, isOver: () => boolean): Promise<void> {
  await file.writeAlone(() => file.put(catalogueTree, settledKey, Buffer.alloc(8)));
  for (let from: number | undefined = 0; from !== undefined && !isOver();) {
    const beganMs = performance.now();
    from = await file.wipeFree(from, () => performance.now() > beganMs + piece.ms);
    if (from !== undefined) await rest(restTimes * (performance.now() - beganMs));
  }
}

const hourMs = 3_600_000;
const everyMs = 10_000;
/**
 * Once in this many rounds, everything written in the hour is settled; the other rounds settle what was written since
 * that one.
 */
const roundsToOneOfHour = 12;
/**
 * The rest after a round is this many times as long as the round, which bounds the share of time that settling takes.
 */
const restTimesAfterRound = 20;

/**
 * Settles periodically from the start on, beginning with the whole file if the store was not closed cleanly. Pages
 * written within an hour get numbers from the end of that hour, which discloses no more than the hour that the records
 * themselves contain.
 *
 * @returns once `signal` aborts: the work to do after the last write
 */
export async function keepSettled(file: StoreFile, signal: AbortSignal): Promise<() => Promise<void>> {
  let ofHour = await file.writeAlone((pages) => {
    const settled = file.get(catalogueTree, settledKey)?.readDoubleLE();
    return settled === pages.transaction ? { since: settled, own: new Set<number>() } : allPages;
  });
  let sinceRound = ofHour;
  let isWhole = false;
  let hour = hourNow();
  for (let round = 0; !signal.aborted; round++) {
    const beganMs = performance.now();
    const isNewHour = hourNow() !== hour;
    try {
      if (round % roundsToOneOfHour === 0 || isNewHour) {
        sinceRound = await settle(file, ofHour, () => signal.aborted);
        if (isNewHour) [ofHour, hour] = [sinceRound, hourNow()];
        isWhole ||= !signal.aborted;
      } else await settle(file, sinceRound, () => signal.aborted);
    } catch (error) {
      tellFailed(error);
    }
    const restMs = Math.max(everyMs, restTimesAfterRound * (performance.now() - beganMs));
    await rest(Math.min(restMs, hourMs - (Date.now() % hourMs)), undefined, { signal }).catch(() => {}); // interrupted at the end
  }
  return async () => {
    if (isWhole) await settleLast(file, ofHour).catch(tellFailed);
  };
}

/** As on a full disk: what was not settled is settled after the next start. */
function tellFailed(error: unknown): void {
  console.error('embedded store: giving records new places failed:', (error as Error).message);
}

function hourNow(): number {
  return Math.floor(Date.now() / hourMs);
}

const lastMs = 5000;

async function settleLast(file: StoreFile, mark: Mark): Promise<void> {
  const until = performance.now() + lastMs;
  const isOver = (): boolean => performance.now() > until;
  await settle(file, mark, isOver);
  if (isOver()) return;
  await file.writeAlone((pages) => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(pages.transaction + 1);
    file.put(catalogueTree, settledKey, bytes);
  });
}
