/**
 * Writes a ZIP archive piece by piece; another process can continue it, since the state is a few numbers. Each piece is
 * compressed separately and ends on a byte boundary, so that pieces can be concatenated.
 */
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

interface ZipEntry {
  readonly name: string;
  /** Offset of its header in the archive. */
  readonly offset: number;
  crc: number;
  packed: number;
  size: number;
}

/** Serialisable, to be stored between two pieces. */
export interface ZipState {
  readonly entries: ZipEntry[];
  /** Bytes written so far. */
  at: number;
}

const pack = promisify(deflateRaw);
/** Names are UTF-8; sizes follow the content, since they are not known in advance. */
const flags = 0x0808;
const stored = 0;
const deflated = 8;
/** 1 January 1980, the first day in the format: a file does not disclose when it was made. */
const day = 0x21;

/** @param how.level of compression, 0 (stored as it is) to 9 */
export function zipWriter(state: ZipState = { entries: [], at: 0 }, { level } = { level: 3 }) {
  const method = level === 0 ? stored : deflated;
  function wrote(bytes: Buffer): Buffer {
    state.at += bytes.length;
    return bytes;
  }
  async function more(content: string | Buffer, finishFlush: number): Promise<Buffer> {
    const entry = state.entries.at(-1)!;
    const bytes = Buffer.from(content);
    const packed = level === 0 ? bytes : await pack(bytes, { level, finishFlush });
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    entry.packed += packed.length;
    return wrote(packed);
  }
  const writer = {
    state,
    /** Starts a file; the one before must be closed. */
    open(name: string): Buffer {
      state.entries.push({ name, offset: state.at, crc: 0, packed: 0, size: 0 });
      return wrote(Buffer.concat([numbers([4, 0x04034b50], [2, 20], ...headOf(method, { crc: 0, packed: 0, size: 0 }, name)), Buffer.from(name)])); // prettier-ignore
    },
    add: (content: string | Buffer): Promise<Buffer> => more(content, constants.Z_SYNC_FLUSH),
    /** Ends the current file, with a last piece. */
    async close(text = ''): Promise<Buffer> {
      const last = await more(text, constants.Z_FINISH);
      const { crc, packed, size } = state.entries.at(-1)!;
      return Buffer.concat([last, wrote(numbers([4, 0x08074b50], [4, crc], [4, packed], [4, size]))]);
    },
    async file(name: string, text: string): Promise<Buffer> {
      return Buffer.concat([writer.open(name), await writer.close(text)]);
    },
    /** The central directory, which ends the archive. */
    end(): Buffer {
      const start = state.at;
      const entries = state.entries.map((entry) =>
        Buffer.concat([
          numbers([4, 0x02014b50], [2, 20], [2, 20], ...headOf(method, entry, entry.name)),
          numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, entry.offset]),
          Buffer.from(entry.name),
        ]),
      );
      const directory = wrote(Buffer.concat(entries));
      const count = state.entries.length;
      const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, directory.length], [4, start], [2, 0]); // prettier-ignore
      return Buffer.concat([directory, wrote(end)]);
    },
  };
  return writer;
}

/** Fields shared by the header of a file and its entry in the directory. */
function headOf(
  method: number,
  { crc, packed, size }: Pick<ZipEntry, 'crc' | 'packed' | 'size'>,
  name: string,
): Field[] {
  const nameBytes = Buffer.byteLength(name);
  return [[2, flags], [2, method], [2, 0], [2, day], [4, crc], [4, packed], [4, size], [2, nameBytes], [2, 0]]; // prettier-ignore
}

type Field = readonly [bytes: 2 | 4, value: number];

/** Little-endian integers. */
function numbers(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of fields) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
