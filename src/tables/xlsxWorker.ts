/**
 * Reads the first sheet of an XLSX file in a thread of its own and hands its rows over, some at a time, each time that it is
 * asked. A file that was made to be huge costs this thread its life and nobody else anything.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet, type Row, type SheetData } from 'read-excel-file/universal';
import { readZipDirectory } from './zipDirectory.ts';

/** Rows at the end of which comes an empty list; or why there are none. */
export type XlsxWord = readonly (readonly string[])[] | 'damaged' | 'tooBig';

const filesMax = 1000;
const unpackedBytesMax = 200 * 1024 * 1024;
const rowsAtOnce = 1000;

const port = parentPort!;
const rows = await read(String(workerData));
let at = 0;
port.on('message', () => {
  const word: XlsxWord = typeof rows === 'string' ? rows : rows.slice(at, at + rowsAtOnce).map(textsOf);
  at += rowsAtOnce;
  port.postMessage(word);
});

async function read(path: string): Promise<SheetData | 'damaged' | 'tooBig'> {
  const archive = readFileSync(path);
  const content = readZipDirectory(archive);
  if (!content) return 'damaged';
  if (content.files > filesMax || content.unpackedBytes > unpackedBytesMax) return 'tooBig';
  try {
    const bytes = new ArrayBuffer(archive.length);
    new Uint8Array(bytes).set(archive);
    return await readSheet(bytes);
  } catch {
    return 'damaged'; // the library names what it stumbled on in many ways, none of them for people
  }
}

function textsOf(cells: Row): readonly string[] {
  return cells.map((cell) => {
    if (cell === null) return '';
    return cell instanceof Date ? cell.toISOString().replace('T00:00:00.000Z', '') : String(cell);
  });
}
