/** Caseloads sent by a program, read by the same rules as table rows. */
import type { LineError } from '../../registers/datasets/readLines.ts';
import { linesMax } from '../../registers/datasets/readLines.ts';
import type { OpenTable, TableRow } from '../../platform/tables/openTable.ts';
import { filings } from '../../registers/caseloads/caseload.ts';
import { caseloadDataset } from '../../registers/caseloads/caseloadDataset.ts';
import { object, objectOf, oneOf, type Schema } from '../../platform/schemas/schema.ts';
import type { FieldError } from '../../platform/schemas/validate.ts';

const text: Schema = { type: 'string', minLength: 1, maxLength: 300 };
const count: Schema = { type: 'integer', minimum: 0, maximum: 999_999_999 };

type Column = (typeof caseloadDataset.columns)[number]['key'];

const lineSchema = object(
  {
    unit: { ...text, description: 'Id of the unit, or its name or official code in that month.' },
    month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
    filing: oneOf(...filings),
    transactions: { ...count, description: 'Files finished in that month.' },
  } satisfies Partial<Record<Column, Schema>>,
  {
    service: { ...text, description: 'Id, name or code of the service; left out: all services together.' },
    onTime: count,
    overdue: count,
    returnedByPost: { ...count, description: 'Files whose result went back by public post.' },
  } satisfies Partial<Record<Column, Schema>>,
);

export interface SentCaseloads {
  readonly lines: readonly Readonly<Record<string, string | number>>[];
}

export const caseloadsSchema = objectOf<SentCaseloads>(
  { lines: { type: 'array', minItems: 1, maxItems: linesMax, items: lineSchema } },
  {},
);

/** The lines as a table with its headings; the first line is row 1. */
export function tableOfLines({ lines }: SentCaseloads): Pick<OpenTable, 'headings' | 'rows'> {
  const columns = caseloadDataset.columns.map(({ key }) => key);
  async function* rows(): AsyncGenerator<TableRow, void, undefined> {
    for (const [index, line] of lines.entries()) {
      yield { row: index + 1, cells: columns.map((key) => String(line[key] ?? '').trim()), isTooLong: false };
    }
  }
  return { headings: caseloadDataset.columns.map(({ headings }) => headings[0]), rows: rows() };
}

/** The position in the body of an error in the table. */
export function errorInBody({ row, column, sentence }: LineError): FieldError {
  const key = caseloadDataset.columns.find(({ headings }) => headings[0] === column)?.key;
  const line = `/lines/${row - 1}`;
  return { at: key === undefined ? line : `${line}/${key}`, sentence };
}
