/**
 * Reads the pages of LMDB's file directly. Each page names the transaction that wrote it last, and a parent page is
 * rewritten whenever one of its children is; so pages newer than a given transaction are found from the root without
 * reading the rest. Only for use while no transaction is being committed: the file then does not change.
 */
import { damagedFile, depthMax } from './pageWalk.ts';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Field offsets in LMDB 1.0; all numbers are little-endian. */
const at = { transaction: 8, kind: 18, recordsEnd: 20, records: 24 };
const metaAt = { pageSize: 48, freeRoot: 88, mainRoot: 136, transaction: 152 };
const branch = 1;
const onPagesOfItsOwn = 1;
const noPage = 2 ** 48 - 1;

export interface LeafRecord {
  readonly key: Buffer;
  /** Undefined if it is on overflow pages. */
  readonly value?: Buffer;
  /** The overflow pages of a long value, and the transaction that wrote them. */
  readonly elsewhere?: { readonly page: number; readonly pages: number; readonly transaction: number };
}

export interface Leaf {
  readonly transaction: number;
  readonly records: readonly LeafRecord[];
}

export class LmdbPages {
  private readonly descriptor: number;
  private readonly pageSize: number;
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
    this.descriptor = openSync(path, 'r+');
    this.pageSize = this.read(metaAt.pageSize, 4).readUInt32LE();
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** Number of the last committed transaction. */
  get transaction(): number {
    return this.number(this.lastMeta(), metaAt.transaction);
  }

  /** Leaves, in key order from a key on, whose records lie on pages written after a transaction. */
  *leavesSince(since: number, from: Buffer): Generator<Leaf> {
    yield* this.below(this.number(this.lastMeta(), metaAt.mainRoot), since, from);
  }

  /** @throws EmbeddedStoreError for pages that lead to each other without an end */
  private *below(page: number, since: number, from: Buffer, level = 0): Generator<Leaf> {
    if (isNone(page) || this.transactionOf(page) <= since) return;
    if (level >= depthMax) throw damagedFile(this.path, `its page ${page} cannot be right`);
    const bytes = this.page(page);
    const positions = positionsOf(bytes);
    if ((bytes.readUInt16LE(at.kind) & branch) === 0) {
      const records = positions.map((position) => this.recordOf(bytes, position));
      yield { transaction: this.number(bytes, at.transaction), records };
      return;
    }
    for (const [index, position] of positions.entries()) {
      const next = positions[index + 1];
      if (next !== undefined && Buffer.compare(keyOf(bytes, next), from) <= 0) continue;
      // 48 bits; the upper 16 are where leaves store the kind of a record.
      yield* this.below(
        bytes.readUInt32LE(position) + bytes.readUInt16LE(position + 4) * 2 ** 32,
        since,
        from,
        level + 1,
      );
    }
  }

  /**
   * Overwrites, from a page on, the remains on pages that nothing uses: not even the state to which a crash would fall
   * back, which is the last transaction but one.
   *
   * @returns where to continue when `isEnough` said so; undefined at the end
   */
  wipeFree(from: number, isEnough: () => boolean): number | undefined {
    const zeros = Buffer.alloc(this.pageSize);
    for (const page of this.freePages()) {
      if (page < from) continue;
      if (isEnough()) return page;
      if (!this.page(page).equals(zeros))
        writeSync(this.descriptor, zeros, 0, zeros.length, page * zeros.length);
    }
    return undefined;
  }

  /** In ascending order. */
  private freePages(): number[] {
    const meta = this.lastMeta();
    const last = this.number(meta, metaAt.transaction);
    const found: number[] = [];
    for (const { records } of this.below(this.number(meta, metaAt.freeRoot), -1, Buffer.alloc(0))) {
      for (const record of records) {
        if (this.number(record.key, 0) >= last) continue;
        for (const page of pagesListed(this.valueOf(record))) found.push(page);
      }
    }
    return found.sort((one, other) => one - other);
  }

  private recordOf(bytes: Buffer, position: number): LeafRecord {
    const key = keyOf(bytes, position);
    const valueAt = position + 8 + key.length;
    if ((bytes.readUInt16LE(position + 4) & onPagesOfItsOwn) === 0) {
      const size = bytes.readUInt32LE(position);
      return { key, value: bytes.subarray(valueAt, valueAt + size) };
    }
    const [page, pages] = [this.number(bytes, valueAt), this.number(bytes, valueAt + 16)];
    return { key, elsewhere: { page, pages, transaction: this.transactionOf(page) } };
  }

  private valueOf({ value, elsewhere }: LeafRecord): Buffer {
    if (elsewhere === undefined) return value!;
    const { page, pages } = elsewhere;
    return this.read(page * this.pageSize + at.records, pages * this.pageSize - at.records);
  }

  private transactionOf(page: number): number {
    return this.number(this.read(page * this.pageSize + at.transaction, 8), 0);
  }

  private lastMeta(): Buffer {
    const [one, other] = [this.page(0), this.page(1)];
    return this.number(one, metaAt.transaction) > this.number(other, metaAt.transaction) ? one : other;
  }

  private page(number: number): Buffer {
    return this.read(number * this.pageSize, this.pageSize);
  }

  private number(bytes: Buffer, offset: number): number {
    return Number(bytes.readBigUInt64LE(offset));
  }

  private read(offset: number, size: number): Buffer {
    const bytes = Buffer.allocUnsafe(size);
    bytes.fill(0, readSync(this.descriptor, bytes, 0, size, offset)); // the file may end before its last page
    return bytes;
  }
}

function isNone(page: number): boolean {
  return page > noPage;
}

function positionsOf(bytes: Buffer): number[] {
  const count = bytes.readUInt16LE(at.recordsEnd) / 2;
  return Array.from({ length: count }, (_, index) => at.records + bytes.readUInt16LE(at.records + 2 * index));
}

function keyOf(bytes: Buffer, position: number): Buffer {
  return bytes.subarray(position + 8, position + 8 + bytes.readUInt16LE(position + 6));
}

/**
 * A page list of LMDB: its length, then page numbers. Zeros are unused entries. A negative number is the length of a
 * run of pages that starts at the next number.
 */
function pagesListed(list: Buffer): number[] {
  const found: number[] = [];
  const length = Number(list.readBigInt64LE());
  for (let index = 1; index <= length; index++) {
    const entry = Number(list.readBigInt64LE(8 * index));
    if (entry > 0) found.push(entry);
    if (entry >= 0 || index === length) continue;
    index += 1;
    const first = Number(list.readBigInt64LE(8 * index));
    for (let page = first; page < first - entry; page++) found.push(page);
  }
  return found;
}
