/**
 * Writes rows as Parquet, a row group for each call, so that the file can resume between them. The columns are those of
 * the CSV file and hold the same text; an empty cell is null.
 *
 * @see https://parquet.apache.org/docs/file-format/
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { TableCell, TableColumn } from '../../platform/tables/table.ts';
import type { FileSink } from './fileSink.ts';

export interface ParquetOptions {
  /** Text about the file, by name, stored in its footer. */
  readonly notes: Readonly<Record<string, string>>;
  readonly write: (part: Buffer) => void;
  /** Of the sink that wrote the rows before. */
  readonly state?: string | undefined;
}

/** What the footer says of the groups that were written before. */
interface Written {
  readonly offset: number;
  readonly rows: bigint;
  readonly groups: ParquetWriter['row_groups'];
}

export function parquetSink(
  columns: readonly TableColumn[],
  { notes, write, state }: ParquetOptions,
): FileSink {
  const names = columns.map(({ heading }, index) =>
    columns.findIndex((one) => one.heading === heading) === index ? heading : `${heading} (${index + 1})`,
  );
  const bytes = new ByteWriter();
  const file = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: 'root', num_children: names.length },
      ...names.map((name) => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }) as const), // prettier-ignore
    ],
    statistics: false, // they would show the smallest and the largest text of each group in the footer
    kvMetadata: Object.entries(notes).map(([key, value]) => ({ key, value })),
    createdBy: 'Lang Nghe',
  });
  if (state !== undefined) {
    const before = JSON.parse(state, revived) as Written;
    Object.assign(file, { row_groups: before.groups, num_rows: before.rows });
    Object.assign(bytes, { index: 0, offset: before.offset });
  }

  function passOn(): void {
    write(Buffer.from(bytes.getBytes()));
    bytes.index = 0;
  }

  return {
    get state() {
      const written: Written = { offset: bytes.offset, rows: file.num_rows, groups: file.row_groups };
      return JSON.stringify(written, replaced);
    },
    begin: async () => passOn(), // the first bytes of the file
    async add(rows) {
      const columnData = names.map((name, index) => ({
        name,
        data: rows.map((row) => textOf(row[index])),
        offsetIndex: false,
      }));
      await file.write({ columnData, rowGroupSize: Math.max(rows.length, 1) });
      passOn();
    },
    async end() {
      file.pendingIndexes = []; // there are none, and a sink that resumed would know the last only
      await file.finish();
      passOn();
    },
  };
}

function textOf(cell: TableCell | undefined): string | null {
  return cell === undefined || cell === '' ? null : String(cell);
}

/** JSON has no large integers, of which a footer has many. */
function replaced(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { integer: value.toString() } : value;
}

function revived(_key: string, value: unknown): unknown {
  const isInteger = typeof value === 'object' && value !== null && 'integer' in value;
  return isInteger ? BigInt((value as { integer: string }).integer) : value;
}
