/** Caseloads sent by a program, read by the same rules as table rows. */
import type { LineError } from '../../registers/datasets/readLines.ts';
import { linesMax } from '../../registers/datasets/readLines.ts';
import type { OpenTable, TableRow } from '../../platform/tables/openTable.ts';
import { filings } from '../../registers/caseloads/caseload.ts';
import { caseloadDataset } from '../../registers/caseloads/caseloadDataset.ts';
import type { FieldError } from './apiError.ts';
import type { Schema } from './schema.ts';

const text: Schema = { type: 'string', minLength: 1, maxLength: 300 };
const count: Schema = { type: 'integer', minimum: 0, maximum: 999_999_999 };

const lineSchema: Schema = {
  type: 'object',
  required: ['unit', 'month', 'filing', 'transactions'],
  additionalProperties: false,
  properties: {
    unit: { ...text, description: 'Id of the unit, or its name or official code in that month.' },
    service: { ...text, description: 'Id, name or code of the service; left out: all services together.' },
    month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
    filing: { type: 'string', enum: filings },
    transactions: { ...count, description: 'Files finished in that month.' },
    onTime: count,
    overdue: count,
    returnedByPost: { ...count, description: 'Files whose result went back by public post.' },
  } satisfies Partial<Record<(typeof caseloadDataset.columns)[number]['key'], Schema>>,
};

export const caseloadsSchema: Schema = {
  type: 'object',
  required: ['lines'],
  additionalProperties: false,
  properties: { lines: { type: 'array', minItems: 1, maxItems: linesMax, items: lineSchema } },
};

export interface SentCaseloads {
  readonly lines: readonly Readonly<Record<string, string | number>>[];
}

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
