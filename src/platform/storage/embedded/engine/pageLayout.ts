/** The layout of LMDB's pages and records as bytes, as far as checking the file needs it. */

/** Field offsets in LMDB 1.0; all numbers are little-endian. */
export const page = {
  numberAt: 0,
  kindAt: 18,
  recordsEndAt: 20,
  spaceEndAt: 22,
  lengthAt: 20,
  recordsAt: 24,
};
export const meta = { magicAt: 24, pageSizeAt: 48, treesAt: [48, 96], lastPageAt: 144, transactionAt: 152 };
export const tree = {
  flagsAt: 4,
  depthAt: 6,
  branchesAt: 8,
  leavesAt: 16,
  ownPagesAt: 24,
  recordsAt: 32,
  rootAt: 40,
};
export const record = { sizeAt: 0, kindAt: 4, keyLengthAt: 6, keyAt: 8 };
export const ownPages = { numberAt: 0, countAt: 16, size: 24 };
export const magic = 0xbeefc0de;
export const kinds = { branch: 1, leaf: 2, ownPages: 4, meta: 8 };
export const onPagesOfItsOwn = 1;
/**
 * Flags of the tree of free pages: its keys are integers. LMDB stores the flags of the file with them: it is a file,
 * not a folder.
 */
export const freePagesFlags = 0x4008;

export function isPage(bytes: Buffer, number: number, kind: number): boolean {
  return bytes.readUInt16LE(page.kindAt) === kind && bytes.readBigUInt64LE(page.numberAt) === BigInt(number);
}

/**
 * The meta page with the later transaction. The two alternate, so that the other one belongs to the transaction
 * before; in a copy made by LMDB it has never been written.
 *
 * @param metas the first two pages of the file
 * @returns undefined if they are no meta pages or contradict each other
 */
export function laterMeta(metas: readonly Buffer[]): Buffer | undefined {
  const transactions = metas.map((bytes) => bytes.readBigUInt64LE(meta.transactionAt));
  const last = transactions[1]! > transactions[0]! ? 1 : 0;
  const [newer, older] = [transactions[last]!, transactions[1 - last]!];
  const areInTurn = older === 0n || (newer - older === 1n && newer % 2n === BigInt(last));
  const areMetas = metas.every(
    (bytes, number) =>
      isPage(bytes, number, kinds.meta) &&
      bytes.readUInt32LE(meta.magicAt) === magic &&
      bytes.readUInt32LE(meta.pageSizeAt) === bytes.length,
  );
  return areInTurn && areMetas ? metas[last] : undefined;
}

/**
 * Offsets of the records within a page.
 *
 * @returns undefined unless all lie after its free space and none beyond its end
 */
export function recordPositions(bytes: Buffer, isBranch: boolean): number[] | undefined {
  const listEnd = bytes.readUInt16LE(page.recordsEndAt);
  const spaceEnd = bytes.readUInt16LE(page.spaceEndAt);
  const room = bytes.length - page.recordsAt;
  if (listEnd % 2 !== 0 || listEnd === 0 || listEnd > spaceEnd || spaceEnd > room) return undefined;
  const positions: number[] = [];
  for (let each = 0; each < listEnd; each += 2) {
    const at = page.recordsAt + bytes.readUInt16LE(page.recordsAt + each);
    const head = at + record.keyAt;
    if (at < page.recordsAt + spaceEnd || head > bytes.length) return undefined;
    const end = head + bytes.readUInt16LE(at + record.keyLengthAt) + (isBranch ? 0 : storedLength(bytes, at));
    if (end > bytes.length) return undefined;
    positions.push(at);
  }
  return positions;
}

/** How many bytes of a value lie in its leaf. */
function storedLength(bytes: Buffer, at: number): number {
  const isElsewhere = bytes.readUInt16LE(at + record.kindAt) === onPagesOfItsOwn;
  return isElsewhere ? ownPages.size : bytes.readUInt32LE(at + record.sizeAt);
}

export function keyAt(bytes: Buffer, at: number): Buffer {
  const start = at + record.keyAt;
  return bytes.subarray(start, start + bytes.readUInt16LE(at + record.keyLengthAt));
}

/** The child page number in a record of a branch: 48 bits; the upper 16 are where leaves store the kind of a record. */
export function childAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at + record.sizeAt) + bytes.readUInt16LE(at + record.kindAt) * 2 ** 32;
}
