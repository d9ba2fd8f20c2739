/**
 * The file: one LMDB environment in which every collection and every index is a *tree*, a range of keys that share its
 * number as prefix. Reads see committed data; writes happen only inside a job.
 */
import { chmodSync, existsSync, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { open, type RootDatabase } from 'lmdb';
import { EmbeddedStoreError } from '../embeddedStoreError.ts';
import { LmdbPages } from './lmdbPages.ts';
import { RecordDamage } from './recordDamage.ts';
import type { Look, RecordCounts } from './pageWalk.ts';
import { beginLook, endLookInTurns, requireWhole } from './wholeFile.ts';
import { WriteQueue } from './writeQueue.ts';

/** Maximum size of the file; LMDB reserves address space for it, not disk. */
const mapSize = 128 * 2 ** 30;

/** LMDB's limit for a key, minus the number of the tree. */
export const keyLengthMax = 1978 - 4;

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  /** First key, inclusive. */
  readonly from?: Buffer | undefined;
  /** End key, exclusive. */
  readonly to?: Buffer | undefined;
  readonly reverse?: boolean;
}

export class StoreFile {
  readonly path: string;
  /** How many records each tree had when the file was opened. */
  readonly countsAtOpening: RecordCounts;
  /** The file as it lies on disk; undefined for a file opened only for reading. */
  private readonly pages: LmdbPages | undefined;
  private copies = 0;
  private readonly db: RootDatabase<Buffer, Buffer>;
  private readonly queue: WriteQueue;
  private readonly isReadOnly: boolean;

  constructor(path: string, options: { sync: boolean; readOnly?: boolean }) {
    this.path = path;
    this.isReadOnly = options.readOnly ?? false;
    const isThere = existsSync(path) && statSync(path).size > 0;
    this.countsAtOpening = isThere ? requireWhole(path) : new Map();
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
        // Writes are batched here already, and LMDB's batching leaves a failed commit unhandled.
        eventTurnBatching: false,
        noSync: !options.sync,
        readOnly: this.isReadOnly,
      });
    } catch (error) {
      throw new EmbeddedStoreError(
        `the store's file ${path} cannot be opened (${(error as Error).message}); restore a backup`,
      );
    }
    this.queue = new WriteQueue(this.db);
    if (options.readOnly) return;
    for (const file of [path, `${path}-lock`]) chmodSync(file, 0o600);
    this.pages = new LmdbPages(path);
  }

  /** @throws RecordDamage, as `entries` does */
  get(tree: number, key: Buffer): Buffer | undefined {
    const full = inTree(tree, key);
    const stored = this.db.getBinary(full);
    if (stored === undefined) return undefined;
    const value = checkedValue(full, stored);
    if (value === undefined) throw new RecordDamage();
    return value;
  }

  has(tree: number, key: Buffer): boolean {
    return this.db.doesExist(inTree(tree, key));
  }

  /** Runs the job in the next group of writes; resolves when it is on disk. A job that throws writes nothing. */
  write<Result>(job: () => Result): Promise<Result> {
    return this.queue.add(job);
  }

  /** As `write`, in a separate transaction, with access to the pages as they were before it. */
  writeAlone<Result>(job: (pages: LmdbPages) => Result): Promise<Result> {
    return this.queue.add(() => job(this.pages!), 'transaction');
  }

  /**
   * Overwrites the remains on free pages, from a page on, for a short time; does nothing while a copy is being made,
   * which may still need them.
   *
   * @returns where to continue; undefined at the end
   */
  wipeFree(from: number, isEnough: () => boolean): Promise<number | undefined> {
    return this.queue.add(() => {
      this.db.resetReadTxn();
      return this.copies > 0 ? undefined : this.pages!.wipeFree(from, isEnough);
    }, 'between');
  }

  /** Moves a record, given by its key as stored in pages, to a new position on a new page. */
  renew(fullKey: Buffer, value: Buffer | undefined): void {
    this.queue.markWritten();
    // A different length moves a record within its page; removing it instead would merge its page with others.
    if (value !== undefined) this.db.putSync(fullKey, value.subarray(1));
    this.db.putSync(fullKey, value ?? this.db.getBinary(fullKey)!);
  }

  put(tree: number, key: Buffer, value: Buffer): void {
    this.queue.markWritten();
    const full = inTree(tree, key);
    this.db.putSync(full, withChecksum(full, value));
  }

  remove(tree: number, key: Buffer): void {
    this.queue.markWritten();
    this.db.removeSync(inTree(tree, key));
  }

  /**
   * Entries of a tree in key order. Finish reading before awaiting anything: it is a snapshot.
   *
   * @param skip called with the key of a damaged entry, which is left out; without it the first one throws RecordDamage
   */
  *entries(tree: number, range: Range = {}, skip?: (key: Buffer) => void): Generator<Entry> {
    const low = inTree(tree, bound(range.from ?? noKey));
    const high = range.to === undefined ? inTree(tree + 1, noKey) : inTree(tree, bound(range.to));
    const entries = range.reverse ? this.backwards(low, high) : this.db.getRange({ start: low, end: high });
    for (const { key, value } of entries) {
      const checked = checkedValue(key, value);
      if (checked !== undefined) yield { key: key.subarray(4), value: checked };
      else if (skip === undefined) throw new RecordDamage();
      else skip(key.subarray(4));
    }
  }

  private *backwards(low: Buffer, high: Buffer): Generator<Entry> {
    // In reverse LMDB includes the start and excludes the end; here it must be the other way round.
    for (const entry of this.db.getRange({ start: high, reverse: true })) {
      if (Buffer.compare(entry.key, high) >= 0) continue;
      if (Buffer.compare(entry.key, low) < 0) return;
      yield entry;
    }
  }

  /** Called when a batch failed and cached data read from it must be dropped. */
  onRollback(forget: () => void): void {
    this.queue.onRollback = forget;
  }

  stats(): { pages: number; pageSize: number } {
    const { lastPageNumber, pageSize } = this.db.getStats() as { lastPageNumber: number; pageSize: number };
    return { pages: lastPageNumber + 1, pageSize };
  }

  /**
   * A consistent copy without free pages, while writes continue.
   *
   * @throws EmbeddedStoreError when a page is damaged, on which LMDB would crash
   */
  async copyTo(path: string): Promise<void> {
    this.copies += 1;
    const snapshot = this.db.useReadTransaction(); // while it is open, none of its pages is reused
    try {
      const begin = (): Look => beginLook(this.path);
      await endLookInTurns(this.isReadOnly ? begin() : await this.write(begin));
      await this.db.backup(path, true);
    } finally {
      snapshot.done();
      this.copies -= 1;
    }
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.pages?.close();
    await this.db.close();
  }
}

const noKey = Buffer.alloc(0);

/**
 * LMDB accepts no bound longer than a key may be. Truncation makes no difference: no entry is as long as the limit and
 * shares a prefix with a longer bound, since each value in a key ends with a terminator and takes at most half of the
 * limit.
 */
function bound(key: Buffer): Buffer {
  return key.subarray(0, keyLengthMax);
}

/** After each value: the CRC-32 of its key, including the number of the tree, and of the value. */
const checksumLength = 4;

/** Up to about so many bytes, calling zlib takes longer than computing byte by byte. */
const shortLength = 48;

function checksum(full: Buffer, value: Buffer): number {
  const ofKey = crcOfShort(full, 0);
  return value.length > shortLength ? crc32(value, ofKey) : crcOfShort(value, ofKey);
}

/** As zlib's crc32. @param before CRC-32 of the preceding bytes; 0 where there are none */
function crcOfShort(bytes: Buffer, before: number): number {
  let crc = ~before;
  for (let at = 0; at < bytes.length; at++) crc = crcOfByte[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** The effect of one byte on a CRC-32, derived from zlib's implementation. */
const crcOfByte = Int32Array.from(
  { length: 256 },
  (_, byte) => ~crc32(Buffer.from([byte ^ 0xff])) ^ 0x00ffffff,
);

function withChecksum(full: Buffer, value: Buffer): Buffer {
  const stored = Buffer.allocUnsafe(value.length + checksumLength);
  value.copy(stored);
  stored.writeUInt32LE(checksum(full, value), value.length);
  return stored;
}

/** @returns undefined when it differs from what was written */
function checkedValue(full: Buffer, stored: Buffer): Buffer | undefined {
  const length = stored.length - checksumLength;
  if (length < 0) return undefined;
  const value = stored.subarray(0, length);
  return stored.readUInt32LE(length) === checksum(full, value) ? value : undefined;
}

function inTree(tree: number, key: Buffer): Buffer {
  const full = Buffer.allocUnsafe(4 + key.length);
  full.writeUInt32BE(tree);
  key.copy(full, 4);
  return full;
}
