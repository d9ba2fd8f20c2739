/**
 * The file: one LMDB environment in which every collection and every index is a *tree*, a range of keys behind
 * its number. Reads see what has been committed; writes happen only inside a job.
 */
import { existsSync, statSync } from 'node:fs';
import { open, type RootDatabase } from 'lmdb';
import { StoreFault } from '../storeFault.ts';
import { requireWhole } from './wholeFile.ts';
import { WriteQueue } from './writeQueue.ts';

/** Room that the file may grow to; LMDB reserves addresses, not disk, for it. */
const mapSize = 128 * 2 ** 30;

/** LMDB's limit for a key, less the number of the tree. */
export const keyLengthMax = 1978 - 4;

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  /** The first key that counts. */
  readonly from?: Buffer | undefined;
  /** The first key that does not count any more. */
  readonly to?: Buffer | undefined;
  readonly reverse?: boolean;
}

export class StoreFile {
  readonly path: string;
  /** Records written since it was opened. */
  puts = 0;
  private readonly db: RootDatabase<Buffer, Buffer>;
  private readonly queue: WriteQueue;

  constructor(path: string, options: { sync: boolean; readOnly?: boolean }) {
    this.path = path;
    if (existsSync(path) && statSync(path).size > 0) requireWhole(path);
    try {
      this.db = open<Buffer, Buffer>({
        path,
        noSubdir: true,
        keyEncoding: 'binary',
        encoding: 'binary',
        mapSize,
        maxDbs: 1,
        // With overlapping syncs a commit is reported before it is on disk.
        overlappingSync: false,
        // Writes are gathered here already, and LMDB's way of doing it leaves a failed commit unhandled.
        eventTurnBatching: false,
        noSync: !options.sync,
        readOnly: options.readOnly ?? false,
      });
    } catch (error) {
      throw new StoreFault(
        `the store's file ${path} cannot be opened (${(error as Error).message}); restore a backup`,
      );
    }
    this.queue = new WriteQueue(this.db);
  }

  get(tree: number, key: Buffer): Buffer | undefined {
    return this.db.getBinary(inTree(tree, key));
  }

  has(tree: number, key: Buffer): boolean {
    return this.db.doesExist(inTree(tree, key));
  }

  /** Runs the job in the next group of writes; resolves when it is on disk. A job that throws leaves nothing. */
  write<Result>(job: () => Result): Promise<Result> {
    return this.queue.add(job);
  }

  put(tree: number, key: Buffer, value: Buffer): void {
    this.puts += 1;
    this.queue.markWritten();
    this.db.putSync(inTree(tree, key), value);
  }

  remove(tree: number, key: Buffer): void {
    this.queue.markWritten();
    this.db.removeSync(inTree(tree, key));
  }

  /** Entries of a tree in the order of their keys. Finish with it before awaiting anything: it is a snapshot. */
  *entries(tree: number, range: Range = {}): Generator<Entry> {
    const low = inTree(tree, bound(range.from ?? noKey));
    const high = range.to === undefined ? inTree(tree + 1, noKey) : inTree(tree, bound(range.to));
    for (const { key, value } of this.ordered(low, high, range.reverse ?? false))
      yield { key: key.subarray(4), value };
  }

  private *ordered(low: Buffer, high: Buffer, reverse: boolean): Generator<Entry> {
    if (!reverse) {
      yield* this.db.getRange({ start: low, end: high });
      return;
    }
    // Backwards LMDB counts the start in and the end out; ours is the other way round.
    for (const entry of this.db.getRange({ start: high, reverse: true })) {
      if (Buffer.compare(entry.key, high) >= 0) continue;
      if (Buffer.compare(entry.key, low) < 0) return;
      yield entry;
    }
  }

  /** Called when a batch failed and what was read from it has to be forgotten. */
  onRollback(forget: () => void): void {
    this.queue.onRollback = forget;
  }

  stats(): { pages: number; pageSize: number } {
    const { lastPageNumber, pageSize } = this.db.getStats() as { lastPageNumber: number; pageSize: number };
    return { pages: lastPageNumber + 1, pageSize };
  }

  /** A consistent copy without free pages, while writes go on. */
  copyTo(path: string): Promise<void> {
    return this.db.backup(path, true);
  }

  async close(): Promise<void> {
    await this.queue.close();
    await this.db.close();
  }
}

const noKey = Buffer.alloc(0);

/**
 * LMDB takes no bound that is longer than a key may be. What is cut off makes no difference: no entry is as long as the limit and
 * begins like a longer bound, since each value in a key ends with a mark and takes half of the limit at most.
 */
function bound(key: Buffer): Buffer {
  return key.subarray(0, keyLengthMax);
}

function inTree(tree: number, key: Buffer): Buffer {
  const full = Buffer.allocUnsafe(4 + key.length);
  full.writeUInt32BE(tree);
  key.copy(full, 4);
  return full;
}
