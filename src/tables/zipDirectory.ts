/** What a zip archive says that it holds, in the directory at its end: enough to refuse what would grow without measure. */

export interface ZipContent {
  readonly files: number;
  /** Bytes once everything is unpacked. */
  readonly unpackedBytes: number;
}

export interface ZipEntry {
  readonly name: string;
  /** 0: as it is; 8: deflated; others hardly occur. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where its own header begins in the file. */
  readonly at: number;
}

const endBytes = 22;
const commentMax = 65_535;
const entryBytes = 46;

/** @returns undefined when it is no archive of the plain kind, in one part and below 4 GiB */
export function readZipDirectory(archive: Buffer): ZipContent | undefined {
  const entries = readZipEntries(archive);
  if (!entries) return undefined;
  return {
    files: entries.length,
    unpackedBytes: entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0),
  };
}

/**
 * @param tail the file, or so much of its end that the directory is in it
 * @param tailAt where in the file that begins
 * @returns undefined as above, and when the directory is not in the tail
 */
export function readZipEntries(tail: Buffer, tailAt = 0): readonly ZipEntry[] | undefined {
  const end = endOf(tail);
  if (end === undefined) return undefined;
  const count = tail.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let at = tail.readUInt32LE(end + 16) - tailAt;
  for (let number = 0; number < count; number += 1) {
    if (at < 0 || at + entryBytes > end || tail.readUInt32BE(at) !== 0x504b0102) return undefined;
    const [nameBytes = 0, ...others] = [28, 30, 32].map((offset) => tail.readUInt16LE(at + offset));
    const nameAt = at + entryBytes;
    entries.push({
      name: tail.toString('utf8', nameAt, nameAt + nameBytes),
      method: tail.readUInt16LE(at + 10),
      isEncrypted: (tail.readUInt16LE(at + 8) & 1) === 1,
      packedBytes: tail.readUInt32LE(at + 20),
      unpackedBytes: tail.readUInt32LE(at + 24),
      at: tail.readUInt32LE(at + 42),
    });
    at = nameAt + nameBytes + others.reduce((sum, length) => sum + length, 0);
  }
  return entries;
}

/** Where the last record of the archive begins; it is looked for from behind, as the unpacker does. */
function endOf(archive: Buffer): number | undefined {
  const from = Math.max(0, archive.length - endBytes - commentMax);
  for (let at = archive.length - endBytes; at >= from; at -= 1) {
    if (archive.readUInt32BE(at) !== 0x504b0506) continue;
    const isOfManyParts = archive.readUInt16LE(at + 8) !== archive.readUInt16LE(at + 10);
    const isLong = at >= 20 && archive.readUInt32BE(at - 20) === 0x504b0607;
    return isOfManyParts || isLong ? undefined : at;
  }
  return undefined;
}
