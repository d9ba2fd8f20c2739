/** Reads XLSX files from any source. */
import readFile, { readSheet, type Row, type Sheet } from 'read-excel-file/universal';
import { markupCount, sheetReach, type ReachError } from './sheetReach.ts';
import { ZipError, zipParts, type ZipLimits } from './zipParts.ts';
import { zipWriter } from './zipWriter.ts';

export type XlsxError = ReachError | 'tooBig';

const limits: ZipLimits = { partsMax: 1000, bytesMax: 128 * 1024 * 1024 };
/**
 * Reads the sheets of an XLSX file; meant for a separate thread. The archive is first unpacked and measured; the library that
 * reads sheets gets only the checked parts, repacked, so that it sees exactly the archive that was checked.
 */
export async function readXlsx(path: string, which: 'first' | 'all'): Promise<Sheet[] | XlsxError> {
  try {
    const measured = await measure(path);
    if (typeof measured === 'string') return measured;
    return which === 'all' ? await readFile(measured) : [{ sheet: '', data: await readSheet(measured) }];
  } catch (error) {
    if (error instanceof ZipError) return error.kind === 'bomb' ? 'tooBig' : 'damaged';
    if (error instanceof Error && 'syscall' in error) throw error;
    return 'damaged'; // the library's error messages vary and are not meant for users
  }
}

/** @returns the parts that make up the sheets, in a new archive */
async function measure(path: string): Promise<ArrayBuffer | ReachError> {
  const zip = zipWriter({ entries: [], at: 0 }, { level: 0 });
  const written: Buffer[] = [];
  const count = markupCount();
  for await (const { name, pieces } of zipParts(path, limits)) {
    if (!/\.(?:xml|rels)$/.test(name) || name.endsWith('calcChain.xml')) continue;
    const { look } = sheetReach();
    written.push(zip.open(name));
    for await (const piece of pieces) {
      const error = count(piece) ?? look(piece);
      if (error) return error;
      written.push(await zip.add(piece));
    }
    const error = look(undefined);
    if (error) return error;
    written.push(await zip.close());
  }
  written.push(zip.end());
  return exactly(Buffer.concat(written));
}

/** The library needs an ArrayBuffer without extra bytes. */
function exactly(bytes: Buffer): ArrayBuffer {
  const whole = bytes.buffer as ArrayBuffer;
  return bytes.byteLength === whole.byteLength
    ? whole
    : whole.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/** Trailing cells of a row may be missing. */
export function cellTexts(cells: Row): readonly string[] {
  return cells.map((cell) => {
    if (cell === null) return '';
    return cell instanceof Date ? cell.toISOString().replace('T00:00:00.000Z', '') : String(cell);
  });
}
