/** The parts of a ZIP archive one after the other, in pieces, so that none is ever whole in memory unless somebody keeps it. */
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** - `damaged`: no archive, or one that lies about its parts; - `bomb`: more parts or bytes than are borne */
export type ZipFaultKind = 'damaged' | 'encrypted' | 'bomb';

export class ZipFault extends Error {
  readonly kind: ZipFaultKind;
  constructor(kind: ZipFaultKind) {
    super(kind);
    this.kind = kind;
  }
}

export interface ZipLimits {
  readonly partsMax: number;
  /** Of all parts together that are read, as they are inflated and not as the archive says. */
  readonly bytesMax: number;
}

export interface ZipPart {
  readonly name: string;
  /** To be gone through before the next part, or not at all. */
  readonly pieces: AsyncIterable<Buffer>;
}

/**
 * @param path of the archive
 * @throws ZipFault, and the system's own error when the file cannot be read
 */
export async function* zipParts(path: string, limits: ZipLimits): AsyncGenerator<ZipPart> {
  const archive = await plainly(openPromise(path, { autoClose: false }));
  try {
    const entries = await entriesOf(archive, limits);
    let left = limits.bytesMax;
    async function* piecesOf(entry: Entry): AsyncGenerator<Buffer> {
      const stream = await plainly(archive.openReadStreamPromise(entry));
      try {
        for await (const piece of stream as AsyncIterable<Buffer>) {
          left -= piece.length;
          if (left < 0) throw new ZipFault('bomb');
          yield piece;
        }
      } catch (error) {
        throw faultOf(error);
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
  if (archive.entryCount > partsMax) throw new ZipFault('bomb');
  const entries: Entry[] = [];
  try {
    for await (const entry of archive.eachEntry()) entries.push(entry);
  } catch (error) {
    throw faultOf(error);
  }
  if (entries.some((entry) => entry.isEncrypted())) throw new ZipFault('encrypted');
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  if (packed > archive.fileSize) throw new ZipFault('bomb'); // parts that share their bytes
  return entries;
}

async function plainly<Value>(opening: Promise<Value>): Promise<Value> {
  try {
    return await opening;
  } catch (error) {
    throw faultOf(error);
  }
}

/** The library names what it stumbled on in many ways, none of them for people; what the system says is passed on. */
function faultOf(error: unknown): unknown {
  return error instanceof ZipFault || (error instanceof Error && 'syscall' in error)
    ? error
    : new ZipFault('damaged');
}
