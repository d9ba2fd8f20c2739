/**
 * Reads the first sheet of an XLSX file in a separate thread and returns its rows in pieces on request. The archive is
 * first unpacked and measured; the library that reads sheets gets only the checked parts, repacked, so that it sees
 * exactly the archive that was checked.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet, type Row, type SheetData } from 'read-excel-file/universal';
import { markupCount, sheetReach, type ReachError } from './sheetReach.ts';
import { ZipError, zipParts, type ZipLimits } from './zipParts.ts';
import { zipWriter } from './zipWriter.ts';

/** Rows, with an empty list at the end; or why there are none. */
export type XlsxWord = readonly (readonly string[])[] | XlsxError;
export type XlsxError = ReachError | 'tooBig';

const limits: ZipLimits = { partsMax: 1000, bytesMax: 128 * 1024 * 1024 };
const rowsAtOnce = 1000;

const port = parentPort!;
const rows = await read(String(workerData));
let at = 0;
port.on('message', () => {
  const word: XlsxWord = typeof rows === 'string' ? rows : rows.slice(at, at + rowsAtOnce).map(textsOf);
  at += rowsAtOnce;
  port.postMessage(word);
});

async function read(path: string): Promise<SheetData | XlsxError> {
  try {
    const measured = await measure(path);
    return typeof measured === 'string' ? measured : await readSheet(measured);
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

function textsOf(cells: Row): readonly string[] {
  return cells.map((cell) => {
    if (cell === null) return '';
    return cell instanceof Date ? cell.toISOString().replace('T00:00:00.000Z', '') : String(cell);
  });
}
