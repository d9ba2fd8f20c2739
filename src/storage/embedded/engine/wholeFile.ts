/**
 * A look at LMDB's file before LMDB maps it into memory: on a file that is not its own, or that ends too early, LMDB
 * would crash, at once or at the first page that is not there.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StoreFault } from '../storeFault.ts';

/** Where LMDB 1.0 keeps things; all numbers are little-endian. */
const page = { kindAt: 18, recordsEndAt: 20, recordsAt: 24 };
const meta = { magicAt: 24, pageSizeAt: 48, rootsAt: [88, 136], lastPageAt: 144, transactionAt: 152 };
const record = { sizeAt: 0, kindAt: 4, keyLengthAt: 6, keyAt: 8 };
const magic = 0xbeefc0de;
const branch = 1;
const onPagesOfItsOwn = 1;
const noPage = 2n ** 64n - 1n;

/**
 * A file may lawfully end before the last page that LMDB counts: pages that were taken and given back in one
 * transaction are never written. So of a short file the pages in use are looked up, one by one.
 *
 * @throws StoreFault when it is no store, or a page that is in use is not in it
 */
export function requireWhole(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    const length = fstatSync(descriptor).size;
    const read = (at: number, size: number): Buffer => {
      const bytes = Buffer.alloc(size);
      readSync(descriptor, bytes, 0, size, at);
      return bytes;
    };
    if (read(meta.magicAt, 4).readUInt32LE() !== magic)
      throw new StoreFault(
        `the file ${path} is not a store, or is damaged; restore a backup into an empty folder`,
      );
    if (!isWhole(read, length))
      throw new StoreFault(`the store's file ${path} is cut off; restore a backup into an empty folder`);
  } finally {
    closeSync(descriptor);
  }
}

type Read = (at: number, size: number) => Buffer;

function isWhole(read: Read, length: number): boolean {
  const pageSize = read(meta.pageSizeAt, 4).readUInt32LE();
  const last = [read(0, pageSize), read(pageSize, pageSize)].reduce((one, other) =>
    other.readBigUInt64LE(meta.transactionAt) > one.readBigUInt64LE(meta.transactionAt) ? other : one,
  );
  const isThere = (number: bigint, count = 1n): boolean =>
    number === noPage || (number + count) * BigInt(pageSize) <= BigInt(length);
  if (isThere(last.readBigUInt64LE(meta.lastPageAt))) return true;

  function isTreeThere(number: bigint): boolean {
    if (number === noPage) return true;
    if (!isThere(number)) return false;
    const bytes = read(Number(number) * pageSize, pageSize);
    const isBranch = (bytes.readUInt16LE(page.kindAt) & branch) !== 0;
    return recordsOf(bytes).every((at) =>
      isBranch ? isTreeThere(childAt(bytes, at)) : isValueThere(bytes, at),
    );
  }
  function isValueThere(bytes: Buffer, at: number): boolean {
    if ((bytes.readUInt16LE(at + record.kindAt) & onPagesOfItsOwn) === 0) return true;
    const value = at + record.keyAt + bytes.readUInt16LE(at + record.keyLengthAt);
    return isThere(bytes.readBigUInt64LE(value), bytes.readBigUInt64LE(value + 16));
  }
  return meta.rootsAt.every((at) => isTreeThere(last.readBigUInt64LE(at)));
}

/** Where the records of a page begin within it. */
function recordsOf(bytes: Buffer): number[] {
  const count = bytes.readUInt16LE(page.recordsEndAt) / 2;
  return Array.from(
    { length: count },
    (_, index) => page.recordsAt + bytes.readUInt16LE(page.recordsAt + 2 * index),
  );
}

/** The page number below a record of a branch: 48 bits, the upper 16 where leaves keep the kind of a record. */
function childAt(bytes: Buffer, at: number): bigint {
  return (
    BigInt(bytes.readUInt32LE(at + record.sizeAt)) +
    BigInt(bytes.readUInt16LE(at + record.kindAt)) * 2n ** 32n
  );
}
