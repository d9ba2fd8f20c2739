/**
 * Reads along a plan in small steps. Between two steps it holds only the last key, so that other clients get their turn
 * and LMDB may reuse the pages of old snapshots.
 */
import { documentIn, type Value } from '../bytes/value.ts';
import type { Filter } from '../query/filter.ts';
import type { Plan } from '../query/planner.ts';
import type { Collection } from './catalogue.ts';
import type { Documents } from './documents.ts';
import type { Range, StoreFile } from './storeFile.ts';

export interface Found {
  readonly idKey: Buffer;
  readonly document: Value;
}

/** How long reading may continue before other clients get their turn. */
const turnMs = 2;

/** Reading the clock costs more than reading a document. */
const entriesPerGlance = 16;

export class Scan {
  private readonly plan: Plan;
  private readonly filter: Filter;
  private readonly read: { file: StoreFile; documents: Documents; collection: Collection };
  private readonly seen = new Set<string>();
  private waiting: Range[];

  constructor(read: Scan['read'], plan: Plan, filter: Filter) {
    this.read = read;
    this.plan = plan;
    this.filter = filter;
    this.waiting = plan.reverse ? [...plan.ranges].reverse() : [...plan.ranges];
  }

  get isDone(): boolean {
    return this.waiting.length === 0;
  }

  /** Matches found in one turn, at most `most`; possibly none although more follow. */
  next(most = Infinity, turn = turnMs): Found[] {
    const found: Found[] = [];
    const until = performance.now() + turn;
    let looked = 0;
    while (this.waiting.length > 0) {
      const range = this.waiting[0]!;
      for (const entry of this.read.file.entries(this.plan.tree, { ...range, reverse: this.plan.reverse })) {
        const match = this.match(entry.key, entry.value);
        if (match !== undefined) found.push(match);
        const isEnough = found.length >= most;
        if (!isEnough && (++looked % entriesPerGlance !== 0 || performance.now() < until)) continue;
        this.waiting[0] = this.plan.reverse
          ? { ...range, to: entry.key }
          : { ...range, from: successor(entry.key) };
        return found;
      }
      this.waiting.shift();
    }
    return found;
  }

  private match(key: Buffer, value: Buffer): Found | undefined {
    const { documents, collection } = this.read;
    const idKey = this.plan.index === undefined ? key : value;
    const document = this.plan.index === undefined ? documentIn(value) : documents.get(collection, idKey);
    if (document === undefined || this.isRepeat(idKey) || !this.filter.matches(document)) return undefined;
    return { idKey, document };
  }

  /** A document can occur several times in a multikey index and is returned once. */
  private isRepeat(idKey: Buffer): boolean {
    if (!this.plan.index?.isMultikey) return false;
    const name = idKey.toString('latin1');
    if (this.seen.has(name)) return true;
    this.seen.add(name);
    return false;
  }
}

function successor(key: Buffer): Buffer {
  return Buffer.concat([key, Buffer.from([0])]);
}

const readers: (() => void)[] = [];

/**
 * Resolves when everything else that waits has had its turn. Of those who read on, one has a turn in each round of the
 * event loop: so a short command waits for one turn at most, however many read.
 */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    readers.push(resolve);
    if (readers.length === 1) setImmediate(continueOne);
  });
}

function continueOne(): void {
  readers.shift()!();
  if (readers.length > 0) setImmediate(continueOne);
}
