/** What someone who holds a copy of the store's file can read from LMDB's pages. */
const pageSize = 4096;
const headerBytes = 24;
const leaf = 2;

/** Of each page with records: the places of its records within it, in the order of their keys. */
export function positionsOf(file: Buffer): number[][] {
  const found: number[][] = [];
  for (let at = 2 * pageSize; at < file.length; at += pageSize) {
    const page = file.subarray(at, at + pageSize);
    // The later pages of a long value bear no number of their own.
    if (page.readUInt16LE(18) !== leaf || page.readBigUInt64LE() !== BigInt(at / pageSize)) continue;
    const count = page.readUInt16LE(20) / 2;
    found.push(Array.from({ length: count }, (_, index) => page.readUInt16LE(headerBytes + 2 * index)));
  }
  return found;
}

export interface Page {
  /** That wrote it. */
  readonly transaction: bigint;
  readonly isLeaf: boolean;
  /** With the pages that go on with it. */
  readonly bytes: Buffer;
}

const overflow = 4;

/** All pages that say by which transaction they were written: those in use, and those that lie about. */
export function* pagesOf(file: Buffer): Generator<Page> {
  for (let at = 2 * pageSize; at < file.length;) {
    const kind = file.readUInt16LE(at + 18);
    const isPage = file.readBigUInt64LE(at) === BigInt(at / pageSize);
    const count = isPage && kind === overflow ? file.readUInt32LE(at + 20) : 1;
    const bytes = file.subarray(at, at + count * pageSize);
    if (isPage) yield { transaction: file.readBigUInt64LE(at + 8), isLeaf: kind === leaf, bytes };
    at += count * pageSize;
  }
}
