/** Reads the first sheet of an XLSX file in a separate thread and returns its rows in pieces on request. */
import { parentPort, workerData } from 'node:worker_threads';
import { cellTexts, readXlsx, type XlsxError } from './readXlsx.ts';
import { lowerPriority } from '../lowerPriority.ts';

lowerPriority();

/** Rows, with an empty list at the end; or why there are none. */
export type XlsxWord = readonly (readonly string[])[] | XlsxError;

const rowsAtOnce = 1000;

const port = parentPort!;
const sheets = await readXlsx(String(workerData), 'first');
let at = 0;
port.on('message', () => {
  const word: XlsxWord =
    typeof sheets === 'string' ? sheets : (sheets[0]?.data ?? []).slice(at, at + rowsAtOnce).map(cellTexts);
  at += rowsAtOnce;
  port.postMessage(word);
});
