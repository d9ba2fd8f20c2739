/**
 * A walk over each page in use of LMDB's file, read as bytes: it must agree with its parents and the counters of the file.
 */
import { fstatSync, readSync } from 'node:fs';
import { EmbeddedStoreError } from '../embeddedStoreError.ts';
import {
  childAt,
  freePagesFlags,
  isPage,
  keyAt,
  kinds,
  laterMeta,
  magic,
  meta,
  onPagesOfItsOwn,
  ownPages,
  page,
  record,
  recordPositions,
  tree,
} from './pageLayout.ts';

const noPage = 2n ** 64n - 1n;
/** Levels of a tree of pages; no sound file has as many. */
export const depthMax = 32;
/** For the maximum size of the file. */
const pagesMax = 2n ** 28n;

/** Number of records in each tree of the store, by the prefix of their keys. */
export type RecordCounts = ReadonlyMap<number, number>;

/** A check in progress: it covers what the file refers to when the check begins, whatever is written meanwhile. */
export type Look = Generator<void, RecordCounts, void>;

export class Walk {
  private readonly path: string;
  private readonly file: number;
  private readonly length: number;
  private readonly pageSize: number;
  private readonly meta: Buffer;
  private readonly pageCount: number;
  private readonly seen: Uint8Array;
  /** One page per level, so that a branch is still available after its children. */
  private readonly pages: Buffer[] = [];
  private readonly counts = new Map<number, number>();
  private found = { branches: 0, leaves: 0, ownPages: 0, records: 0 };
  private lastKey: Buffer = noKey;
  private countedTree = -1;
  private counted = 0;

  constructor(path: string, file: number) {
    this.path = path;
    this.file = file;
    this.length = fstatSync(file).size;
    const head = this.read(0, Buffer.alloc(meta.pageSizeAt + 4));
    this.pageSize = head.readUInt32LE(meta.pageSizeAt);
    const isPageSize =
      this.pageSize >= 512 && this.pageSize <= 65_536 && Number.isInteger(Math.log2(this.pageSize));
    if (head.readUInt32LE(meta.magicAt) !== magic || !isPageSize)
      throw new EmbeddedStoreError(
        `the file ${path} is not a store, or is damaged; restore a backup into an empty folder`,
      );
    this.meta = this.lastMeta();
    const lastPage = this.meta.readBigUInt64LE(meta.lastPageAt);
    if (lastPage > pagesMax) throw this.damaged('it counts more pages than there can be');
    this.pageCount = Number(lastPage) + 1;
    this.seen = new Uint8Array(Math.ceil(this.pageCount / 8));
  }

  *all(): Look {
    this.use(0, 2);
    for (const at of meta.treesAt) yield* this.tree(at, at === meta.treesAt[1]);
    this.countTree(-1);
    return this.counts;
  }

  private lastMeta(): Buffer {
    const metas = [0, 1].map((number) => this.read(number * this.pageSize, Buffer.alloc(this.pageSize)));
    const last = laterMeta(metas);
    if (last === undefined)
      throw this.damaged('the pages that say where everything is contradict each other');
    return last;
  }

  private *tree(at: number, isOurs: boolean): Generator<void, void> {
    this.found = { branches: 0, leaves: 0, ownPages: 0, records: 0 };
    const root = this.meta.readBigUInt64LE(at + tree.rootAt);
    let depth = 0;
    if (root !== noPage) depth = yield* this.page(Number(root), 0, isOurs, noKey, undefined);
    const said = [tree.branchesAt, tree.leavesAt, tree.ownPagesAt, tree.recordsAt].map((position) =>
      Number(this.meta.readBigUInt64LE(at + position)),
    );
    const { branches, leaves, ownPages: own, records } = this.found;
    const isRight =
      [branches, leaves, own, records].every((number, index) => number === said[index]) &&
      depth === this.meta.readUInt16LE(at + tree.depthAt) &&
      this.meta.readUInt16LE(at + tree.flagsAt) === (isOurs ? 0 : freePagesFlags);
    if (!isRight) throw this.damaged(`it has ${records} records and says that it has ${said[3]}`);
  }

  /**
   * @param low first key that it may contain
   * @param high first key beyond those that it may contain
   * @returns how many levels it has, itself included
   */
  private *page(
    number: number,
    level: number,
    isOurs: boolean,
    low: Buffer,
    high: Buffer | undefined,
  ): Generator<void, number> {
    if (level >= depthMax) throw this.damaged('its pages have no end');
    this.use(number, 1);
    const bytes = (this.pages[level] ??= Buffer.alloc(this.pageSize));
    this.read(number * this.pageSize, bytes);
    const isBranch = isPage(bytes, number, kinds.branch);
    if (!isBranch && !isPage(bytes, number, kinds.leaf)) throw this.damagedPage(number);
    const positions = recordPositions(bytes, isBranch);
    if (positions === undefined) throw this.damagedPage(number);
    yield;
    if (!isBranch) {
      this.leaf(bytes, number, positions, isOurs, low, high);
      return 1;
    }
    this.found.branches += 1;
    let depth: number | undefined;
    for (const [index, at] of positions.entries()) {
      const from = index === 0 ? low : Buffer.from(keyAt(bytes, at));
      const next = positions[index + 1];
      const to = next === undefined ? high : Buffer.from(keyAt(bytes, next));
      const below = yield* this.page(childAt(bytes, at), level + 1, isOurs, from, to);
      if (depth !== undefined && below !== depth) throw this.damagedPage(number);
      depth = below;
    }
    return depth! + 1;
  }

  private leaf(
    bytes: Buffer,
    number: number,
    positions: readonly number[],
    isOurs: boolean,
    low: Buffer,
    high: Buffer | undefined,
  ): void {
    this.found.leaves += 1;
    this.found.records += positions.length;
    for (const at of positions) {
      const kind = bytes.readUInt16LE(at + record.kindAt);
      if (kind === onPagesOfItsOwn) this.ownPages(bytes, at);
      else if (kind !== 0) throw this.damagedPage(number);
      if (isOurs) this.countTree(treeAt(bytes, at, () => this.damagedPage(number)));
      else this.freePages(this.valueAt(bytes, at), number);
    }
    if (!isOurs) return;
    let last: Buffer = this.lastKey;
    for (const at of positions) {
      const key = keyAt(bytes, at);
      if (Buffer.compare(last, key) >= 0) throw this.damagedPage(number);
      last = key;
    }
    const isBetween =
      Buffer.compare(keyAt(bytes, positions[0]!), low) >= 0 &&
      (high === undefined || Buffer.compare(last, high) < 0);
    if (!isBetween) throw this.damagedPage(number);
    this.lastKey = Buffer.from(last);
  }

  private ownPages(bytes: Buffer, at: number): void {
    const value = at + record.keyAt + bytes.readUInt16LE(at + record.keyLengthAt);
    const number = Number(bytes.readBigUInt64LE(value + ownPages.numberAt));
    const count = Number(bytes.readBigUInt64LE(value + ownPages.countAt));
    const needed = Math.ceil((page.recordsAt + bytes.readUInt32LE(at + record.sizeAt)) / this.pageSize);
    if (count !== needed) throw this.damagedPage(number);
    this.use(number, count);
    const head = this.read(number * this.pageSize, Buffer.alloc(page.recordsAt));
    if (!isPage(head, number, kinds.ownPages) || head.readUInt32LE(page.lengthAt) !== count)
      throw this.damagedPage(number);
    this.found.ownPages += count;
  }

  /** The value of a valid record. */
  private valueAt(bytes: Buffer, at: number): Buffer {
    const start = at + record.keyAt + bytes.readUInt16LE(at + record.keyLengthAt);
    const length = bytes.readUInt32LE(at + record.sizeAt);
    if (bytes.readUInt16LE(at + record.kindAt) !== onPagesOfItsOwn)
      return bytes.subarray(start, start + length);
    const number = Number(bytes.readBigUInt64LE(start + ownPages.numberAt));
    return this.read(number * this.pageSize + page.recordsAt, Buffer.alloc(length));
  }

  /**
   * A list of page numbers after its length: each entry is a page, none (0), or the length of a run (negative) before
   * its first page.
   */
  private freePages(list: Buffer, number: number): void {
    if (list.length % 8 !== 0) throw this.damagedPage(number);
    for (let at = 8; at < list.length; at += 8) {
      const entry = list.readBigInt64LE(at);
      const isRow = entry < 0n;
      if (isRow && at + 16 > list.length) throw this.damagedPage(number);
      if (isRow) this.mark(Number(list.readBigInt64LE((at += 8))), Number(-entry));
      else if (entry > 0n) this.mark(Number(entry), 1);
    }
  }

  /** Checks that a page in use lies within the file. */
  private use(first: number, count: number): void {
    this.mark(first, count);
    if ((first + count) * this.pageSize > this.length)
      throw new EmbeddedStoreError(
        `the store's file ${this.path} is cut off; restore a backup into an empty folder`,
      );
  }

  /** Checks that each page is used once or free. */
  private mark(first: number, count: number): void {
    if (first < 0 || first + count > this.pageCount) throw this.damagedPage(first);
    for (let number = first; number < first + count; number++) {
      const bit = 1 << (number & 7);
      if ((this.seen[number >> 3]! & bit) !== 0) throw this.damagedPage(number);
      this.seen[number >> 3]! |= bit;
    }
  }

  private countTree(number: number): void {
    if (number !== this.countedTree) {
      if (this.counted > 0) this.counts.set(this.countedTree, this.counted);
      this.countedTree = number;
      this.counted = 0;
    }
    this.counted += 1;
  }

  private read(at: number, into: Buffer): Buffer {
    const length = readSync(this.file, into, 0, into.length, at);
    return length === into.length ? into : into.fill(0, length);
  }

  private damagedPage(number: number): EmbeddedStoreError {
    return this.damaged(`its page ${number} cannot be right`);
  }

  private damaged(what: string): EmbeddedStoreError {
    return damagedFile(this.path, what);
  }
}

export function damagedFile(path: string, what: string): EmbeddedStoreError {
  return new EmbeddedStoreError(
    `the store's file ${path} is damaged (${what}); restore a backup into an empty folder`,
  );
}

const noKey = Buffer.alloc(0);

function treeAt(bytes: Buffer, at: number, error: () => EmbeddedStoreError): number {
  if (bytes.readUInt16LE(at + record.keyLengthAt) < 4) throw error();
  return bytes.readUInt32BE(at + record.keyAt);
}
