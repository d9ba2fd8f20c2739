/**
 * Reads CSV as spreadsheets write it in Viet Nam and elsewhere: comma, semicolon or tab; UTF-8 or UTF-16, with or
 * without a byte order mark.
 */
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { TableError } from './tableError.ts';

/** A longer row means that a quotation mark was never closed. */
const rowCharactersMax = 1_000_000;

/**
 * @param head the first bytes of the file, from which encoding and separator are detected
 * @throws TableError
 */
export async function* csvRows(path: string, head: Buffer): AsyncGenerator<readonly string[]> {
  const encoding = encodingOf(head);
  const start = new TextDecoder(encoding).decode(head, { stream: true });
  const parser = parse({
    delimiter: separatorOf(start),
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: rowCharactersMax,
  });
  pipeline(Readable.from(decoded(path, encoding)), parser, () => {}); // the parser reports errors
  try {
    for await (const row of parser) yield row as readonly string[];
  } catch (error) {
    if (error instanceof CsvError) throw new TableError('quotes', Number(error['lines'] ?? 1));
    throw error;
  }
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes?: Buffer): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? new TableError('encoding') : error;
    }
  };
  for await (const bytes of createReadStream(path)) yield decode(bytes as Buffer);
  yield decode();
}

/**
 * Detects UTF-16 by its byte order mark, or by every other byte of its first characters being 0.
 *
 * @throws TableError when a byte is 0 otherwise: it is not text
 */
function encodingOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const mark = head.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  if (!head.includes(0)) return 'utf-8';
  if (head[0] !== 0 && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] !== 0) return 'utf-16be';
  throw new TableError('notATable');
}

/** The most frequent of the three in the headings, outside quotation marks. */
function separatorOf(start: string): string {
  const [headings = ''] = start.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/);
  const count = (separator: string): number => headings.split(separator).length;
  return [',', ';', '\t'].toSorted((one, other) => count(other) - count(one))[0]!;
}
