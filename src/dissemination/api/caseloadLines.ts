/** Caseloads sent by a program, read by the same rules as table rows. */
import { linesMax } from '../../registers/datasets/readLines.ts';
import { filings } from '../../registers/caseloads/caseload.ts';
import { caseloadDataset } from '../../registers/caseloads/caseloadDataset.ts';
import { object, objectOf, oneOf, type Schema } from '../../platform/schemas/schema.ts';

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
    returnedByPost: {
      ...count,
      description: 'Files whose result was returned by the public postal service.',
    },
  } satisfies Partial<Record<Column, Schema>>,
);

export interface SentCaseloads {
  readonly lines: readonly Readonly<Record<string, string | number>>[];
}

export const caseloadsSchema = objectOf<SentCaseloads>(
  { lines: { type: 'array', minItems: 1, maxItems: linesMax, items: lineSchema } },
  {},
);
