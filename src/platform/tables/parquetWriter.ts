/**
 * Writes rows as Parquet, a row group for each call, so that the file can resume between them. The columns are those of
 * the CSV file and hold the same texts and numbers; an empty cell is null.
 *
 * @see https://parquet.apache.org/docs/file-format/
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { givingWay } from '../turns.ts';
import type { Table, TableCell, TableColumn, TableRow } from './table.ts';

/** Rows of a group of a file that is made at once: a few milliseconds. */
const rowsAtOnce = 500;

export interface ParquetOptions {
  /** Text about the file, by name, stored in its footer. */
  readonly notes: Readonly<Record<string, string>>;
  readonly write: (part: Buffer) => void;
  /** Of the writer that wrote the rows before. */
  readonly state?: string | undefined;
  /** Indexes of the columns that hold numbers; the others hold text. */
  readonly numbers?: ReadonlySet<number>;
}

/** What the footer says of the groups that were written before. */
interface Written {
  readonly offset: number;
  readonly rows: bigint;
  readonly groups: ParquetWriter['row_groups'];
}

export function parquetWriter(
  columns: readonly TableColumn[],
  { notes, write, state, numbers = new Set() }: ParquetOptions,
) {
  const names = columns.map(({ heading }, index) =>
    columns.findIndex((one) => one.heading === heading) === index ? heading : `${heading} (${index + 1})`,
  );
  const bytes = new ByteWriter();
  const file = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: 'root', num_children: names.length },
      ...names.map((name, index) => ({ name, ...(numbers.has(index) ? numberType : textType) })),
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
    get state(): string {
      const written: Written = { offset: bytes.offset, rows: file.num_rows, groups: file.row_groups };
      return JSON.stringify(written, replaced);
    },
    begin: async (): Promise<void> => passOn(), // the first bytes of the file
    async add(rows: readonly TableRow[]): Promise<void> {
      const columnData = names.map((name, index) => ({
        name,
        data: rows.map((row) =>
          numbers.has(index) ? numberOf(row[index], columns[index]!) : textOf(row[index]),
        ),
        offsetIndex: false,
      }));
      await file.write({ columnData, rowGroupSize: Math.max(rows.length, 1) });
      passOn();
    },
    async end(): Promise<void> {
      file.pendingIndexes = []; // there are none, and a sink that resumed would know the last only
      await file.finish();
      passOn();
    },
  };
}

const numberType = { type: 'DOUBLE', repetition_type: 'OPTIONAL' } as const;
const textType = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;

/** A whole table. A column holds numbers where it has decimals, or nothing but numbers. */
export async function parquetFile({ columns, rows }: Table, notes: readonly string[]): Promise<Buffer> {
  const isNumber = (cells: readonly TableCell[], decimals: number | undefined): boolean =>
    cells.every((cell) => cell === '' || typeof cell === 'number') &&
    (decimals !== undefined || cells.some((cell) => cell !== ''));
  const numbers = new Set(
    [...columns.keys()].filter((index) => {
      const cells = rows.map((row) => row[index] ?? '');
      return isNumber(cells, columns[index]!.decimals);
    }),
  );
  const parts: Buffer[] = [];
  const writer = parquetWriter(columns, {
    notes: { notes: notes.join('\n') },
    write: (part) => parts.push(part),
    numbers,
  });
  await writer.begin();
  const giveWay = givingWay();
  for (let row = 0; row < rows.length; row += rowsAtOnce) {
    await writer.add(rows.slice(row, row + rowsAtOnce));
    await giveWay();
  }
  await writer.end();
  return Buffer.concat(parts);
}

/** With the decimals of the CSV file. */
function numberOf(cell: TableCell | undefined, { decimals }: TableColumn): number | null {
  if (typeof cell !== 'number') return null;
  return decimals === undefined ? cell : Number(cell.toFixed(decimals));
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
