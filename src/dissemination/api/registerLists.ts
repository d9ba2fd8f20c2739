/** Lists of units and services sent by a program, read by the same rules as the rows of the page. */
import { createHash } from 'node:crypto';
import type { Fault } from '../../platform/tables/fault.ts';
import type { Rows } from '../../platform/tables/readRows.ts';
import {
  calendarDay,
  listOf,
  object,
  objectOf,
  oneOf,
  yesOrNo,
  type Schema,
} from '../../platform/schemas/schema.ts';
import type { FieldError } from '../../platform/schemas/validate.ts';
import { withoutControls } from '../../platform/text/plainText.ts';
import type { SentAs } from '../../registers/sentAs.ts';
import { rowsMax as servicesMax, type ServiceColumn } from '../../registers/services/manyServices.ts';
import { rowsMax as unitsMax, type UnitColumn } from '../../registers/units/manyUnits.ts';
import { unitKinds } from '../../registers/units/unit.ts';
import { ref } from './answerSchemas.ts';

export interface SentList<Column extends string> {
  readonly on: string;
  readonly lines: readonly Readonly<Partial<Record<Column, string>>>[];
}

const text = (maxLength: number, description?: string): Schema => ({
  type: 'string',
  minLength: 1,
  maxLength,
  ...(description !== undefined && { description }),
});

function linesOf(items: Schema, maxItems: number): Schema {
  return { type: 'array', minItems: 1, maxItems, items };
}

export const unitListSchema = objectOf<SentList<UnitColumn>>(
  {
    on: { ...calendarDay, description: 'First day of the units.' },
    lines: linesOf(
      object(
        { name: text(200), kind: oneOf(...unitKinds) } satisfies Partial<Record<UnitColumn, Schema>>,
        {
          code: text(20, 'Official code.'),
          parent: text(
            200,
            'Id of the unit above, or its name or official code on that day; it may be in another line. Left out: a topmost unit.',
          ),
        } satisfies Partial<Record<UnitColumn, Schema>>,
      ),
      unitsMax,
    ),
  },
  {},
);

export const serviceListSchema = objectOf<SentList<ServiceColumn>>(
  {
    on: { ...calendarDay, description: 'Day from which new services exist and changed names apply.' },
    lines: linesOf(
      object(
        { name: text(300), field: text(300) } satisfies Partial<Record<ServiceColumn, Schema>>,
        {
          code: text(40, 'A service of this code, or else of this name, is changed; any other is added.'),
          nameEn: text(300),
          fieldEn: text(300),
        } satisfies Partial<Record<ServiceColumn, Schema>>,
      ),
      servicesMax,
    ),
  },
  {},
);

const localized = ref('Localized');
const lineNumber: Schema = { type: 'integer', minimum: 1 };
const anyText: Schema = { type: 'string' };

function changeSchema(line: Schema): Schema {
  const stored = { ...yesOrNo, description: 'By this request, or by an earlier one of the same name.' };
  return object({ name: anyText, stored, on: anyText, lines: listOf(line) });
}

/** Of what is new, the id is there once it is stored. */
export const registerSchemas: Readonly<Record<string, Schema>> = {
  NewUnits: { ...unitListSchema, description: 'Units to add.' },
  UnitChange: changeSchema(
    object(
      { line: lineNumber, what: oneOf('added'), name: localized, kind: oneOf(...unitKinds) },
      { id: anyText, code: anyText, parent: localized },
    ),
  ),
  ServiceList: { ...serviceListSchema, description: 'Services to add, or to change where they exist.' },
  ServiceChange: changeSchema(
    object(
      { line: lineNumber, what: oneOf('added', 'changed', 'same'), name: localized },
      { id: anyText, field: localized, code: anyText, was: localized },
    ),
  ),
};

/** The lines as rows; the first line is row 1. */
export function rowsOf<Column extends string>(
  { lines }: { readonly lines: readonly Readonly<Partial<Record<Column, string | number>>>[] },
  columns: readonly { readonly key: Column }[],
): Rows<Column> {
  const rows = lines.map((line, index) => {
    const cells = columns.map(({ key }) => [key, cellOf(line[key] ?? '')] as const);
    return { row: index + 1, cells: Object.fromEntries(cells) as Record<Column, string> };
  });
  return { rows, faults: [] };
}

function cellOf(sent: string | number): string {
  return withoutControls(String(sent)).replaceAll(/\s+/g, ' ').trim().normalize('NFC');
}

export function sentAs(name: string, on: string, { rows }: Rows<string>): SentAs {
  const content = JSON.stringify([on, rows.map(({ cells }) => Object.entries(cells))]);
  return { name, hash: createHash('sha256').update(content).digest('base64url') };
}

/** The positions in the body of what is wrong. */
export function errorsInBody(faults: readonly Fault[]): readonly FieldError[] {
  return faults.flatMap(({ rows, column, sentence }) =>
    rows.length === 0
      ? [{ at: '/lines', sentence }]
      : rows.map((row) => ({ at: ['/lines', row - 1, column ?? []].flat().join('/'), sentence })),
  );
}
