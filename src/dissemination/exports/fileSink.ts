/** Writes the rows of a large export as they come; the export can resume after a restart. */
import { csvLines, csvStart, type CsvSeparator } from '../../platform/tables/csv.ts';
import type { TableColumn, TableRow } from '../../platform/tables/table.ts';
import { xlsxWriter, type Sheet, type XlsxState } from '../../platform/tables/xlsxWriter.ts';

export interface FileSink {
  /** What is needed to resume; plain values. */
  readonly state: unknown;
  begin(): Promise<void>;
  add(rows: readonly TableRow[]): Promise<void>;
  end(): Promise<void>;
}

type Write = (part: string | Buffer) => void;

/** @param linesOf formats rows; by default as the columns say */
export function csvSink(
  columns: readonly TableColumn[],
  separator: CsvSeparator,
  write: Write,
  linesOf = (rows: readonly TableRow[]): string => csvLines(rows, { columns, separator }),
): FileSink {
  const headings = columns.map(({ heading }) => heading);
  return {
    state: null,
    begin: async () => write(csvStart(headings, separator)),
    add: async (rows) => write(linesOf(rows)),
    end: async () => {},
  };
}

/** @param others further sheets, after the one being written */
export function xlsxSink(
  { name, columns }: Pick<Sheet, 'name' | 'columns'>,
  others: readonly Sheet[],
  { write, state }: { readonly write: Write; readonly state?: XlsxState | undefined },
): FileSink {
  const workbook = xlsxWriter([name, ...others.map((sheet) => sheet.name)], state);
  return {
    state: workbook.state,
    async begin() {
      write(await workbook.begin());
      write(await workbook.openSheet(0, columns));
    },
    add: async (rows) => write(await workbook.addRows(columns, rows)),
    async end() {
      write(await workbook.closeSheet());
      for (const [index, sheet] of others.entries()) {
        write(await workbook.openSheet(index + 1, sheet.columns));
        write(await workbook.addRows(sheet.columns, sheet.rows));
        write(await workbook.closeSheet());
      }
      write(workbook.end());
    },
  };
}
