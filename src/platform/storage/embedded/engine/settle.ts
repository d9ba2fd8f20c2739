/**
 * What the pages of the file tell of the order in which records came: each bears the number of the transaction that wrote
 * it; a new record is put before the last one of its page; and pages that were replaced stay with what they held. So every
 * few seconds the pages written since are written anew, record by record in the order of keys, in transactions of their
 * own, and free pages are overwritten. After that, numbers and places follow from keys alone.
 */
import { setTimeout as rest } from 'node:timers/promises';
import { catalogueTree } from './catalogue.ts';
import type { Leaf, LmdbPages } from './lmdbPages.ts';
import type { StoreFile } from './storeFile.ts';

/** How much other writes wait for at once; and they have this many times as long to themselves afterwards. */
const piece = { records: 1000, ms: 10 };
const restTimes = 4;

/** Pages written after a transaction, but for those that settling itself wrote. */
export interface Mark {
  readonly since: number;
  readonly own: ReadonlySet<number>;
}

export const allPages: Mark = { since: 0, own: new Set() };

/**
 * Writes pages anew, and wipes what is free then.
 *
 * @param isOver asked between two pieces; what is not done by then is left for another time
 * @returns pages that are not settled by this: those written since it began
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

/** @returns where to go on; undefined at the end */
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
 * Number of the transaction in which everything was settled, where that was the last one. It is of this very file and goes
 * into no copy that is written anew.
 */
export const settledKey = Buffer.from('settled');

/** Pages can be wiped when there has been a transaction since the one that freed them. */
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
/** Of so many rounds, one settles all that was written in the hour; the others, what was written since that one. */
const roundsToOneOfHour = 12;
/** So that it takes this part of the time at the most. */
const restTimesAfterRound = 20;

/**
 * Settles from the start on, and first the whole file where the last end was not an orderly one. What has been written in
 * an hour bears numbers of the hour's end: the hour is what records themselves tell.
 *
 * @returns when `signal` says so: what is to be done after the last write
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
      console.error('embedded store: giving records new places failed:', (error as Error).message);
    }
    const restMs = Math.max(everyMs, restTimesAfterRound * (performance.now() - beganMs));
    await rest(Math.min(restMs, hourMs - (Date.now() % hourMs)), undefined, { signal }).catch(() => {}); // cut short by the end
  }
  return async () => {
    if (isWhole) await settleLast(file, ofHour);
  };
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
