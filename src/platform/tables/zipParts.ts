/**
 * The parts of a ZIP archive one after the other, in pieces, so that no part is completely in memory unless the caller
 * collects it.
 */
import type { Entry, ZipFile } from 'yauzl';

/**
 * - `damaged`: not an archive, or one with false information on its parts; - `bomb`: more parts or bytes than the
 *   limits
 */
export type ZipErrorKind = 'damaged' | 'encrypted' | 'bomb';

export class ZipError extends Error {
  readonly kind: ZipErrorKind;
  constructor(kind: ZipErrorKind) {
    super(kind);
    this.kind = kind;
  }
}

export interface ZipLimits {
  readonly partsMax: number;
  /** Total of all parts that are read, as inflated and not as declared in the archive. */
  readonly bytesMax: number;
}

export interface ZipPart {
  readonly name: string;
  /** To be consumed before the next part, or not at all. */
  readonly pieces: AsyncIterable<Buffer>;
}

/**
 * @param path of the archive
 * @throws ZipError, and the system's error when the file cannot be read
 */
export async function* zipParts(path: string, limits: ZipLimits): AsyncGenerator<ZipPart> {
  const { openPromise } = await import('yauzl');
  const archive = await plainly(openPromise(path, { autoClose: false }));
  try {
    const entries = await entriesOf(archive, limits);
    let left = limits.bytesMax;
    async function* piecesOf(entry: Entry): AsyncGenerator<Buffer> {
      const stream = await plainly(archive.openReadStreamPromise(entry));
      try {
        for await (const piece of stream as AsyncIterable<Buffer>) {
          left -= piece.length;
          if (left < 0) throw new ZipError('bomb');
          yield piece;
        }
      } catch (error) {
        throw errorOf(error);
      } finally {
        stream.destroy();
      }
    }
    for (const entry of entries) yield { name: entry.fileName, pieces: piecesOf(entry) };
  } finally {
    archive.close();
  }
}

async function entriesOf(archive: ZipFile, { partsMax }: ZipLimits): Promise<readonly Entry[]> {
  if (archive.entryCount > partsMax) throw new ZipError('bomb');
  const entries: Entry[] = [];
  try {
    for await (const entry of archive.eachEntry()) entries.push(entry);
  } catch (error) {
    throw errorOf(error);
  }
  if (entries.some((entry) => entry.isEncrypted())) throw new ZipError('encrypted');
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  if (packed > archive.fileSize) throw new ZipError('bomb'); // parts that share bytes
  return entries;
}

async function plainly<Value>(opening: Promise<Value>): Promise<Value> {
  try {
    return await opening;
  } catch (error) {
    throw errorOf(error);
  }
}

/**
 * Replaces errors of the library, whose messages vary and are not meant for users; errors of the system are passed on.
 */
function errorOf(error: unknown): unknown {
  return error instanceof ZipError || (error instanceof Error && 'syscall' in error)
    ? error
    : new ZipError('damaged');
}
