/**
 * Reads an uploaded list. Only the cells with the stratum and the contact details are read; everything else is dropped before
 * anything is stored.
 */
import { searchable } from '../../platform/text/searchText.ts';
import { openTable, type TableRow } from '../../platform/tables/openTable.ts';
import type { Sentence } from '../../platform/problem.ts';
import { fieldsMax, peopleMax, peopleMin, type ListedPerson } from './frame.ts';
import { listErrors } from './listErrors.ts';

export interface ListColumns {
  /** Heading of the unit; empty if all people belong to one unit. */
  readonly unit: string;
  /** Heading of the service; empty if strata are units only. */
  readonly service: string;
  /** Headings of the contact details, the name first. */
  readonly contact: readonly string[];
}

export interface ListWords {
  /** Units of the round with this name. */
  readonly unitsCalled: (text: string) => readonly string[];
  readonly serviceCalled: (text: string) => string | undefined;
  /** The unit of all people, if no column gives it. */
  readonly onlyUnitId?: string | undefined;
}

export type ListErrors = Partial<
  Record<'file' | 'unitColumn' | 'serviceColumn' | 'contactColumns', Sentence>
>;

export type ReadList =
  | { readonly people: readonly ListedPerson[]; readonly fields: readonly string[] }
  | { readonly errors: ListErrors; /** First row errors only. */ readonly rowErrors: readonly Sentence[] };

const rowErrorsMax = 20;
const cellCharactersMax = 200;
const columnsMax = 200;

/** Details that nobody needs for writing to a person, and that the law protects most. */
const forbidden = /cccd|cmnd|can cuoc|chung minh|ngay sinh|nam sinh|dan toc|ton giao|suc khoe|date of birth/;

/** @throws TableError if it is not a readable table */
export async function readList(path: string, columns: ListColumns, words: ListWords): Promise<ReadList> {
  const { headings, rows, close } = await openTable(path, { rowsMax: peopleMax, columnsMax });
  const positions = positionsOf(columns, headings, words.onlyUnitId !== undefined);
  if ('errors' in positions) {
    await close();
    return { errors: positions.errors, rowErrors: [] };
  }
  const people: ListedPerson[] = [];
  const rowErrors: Sentence[] = [];
  const rowOf = new Map<string, number>();
  for await (const row of rows) {
    const person = personOf(row, positions, words);
    const key = JSON.stringify(person);
    const twin = rowOf.get(key);
    if ('error' in person) rowErrors.push(person.error);
    else if (twin !== undefined) rowErrors.push(listErrors.twice(row.row, twin));
    else people.push(person);
    rowOf.set(key, row.row);
    if (rowErrors.length >= rowErrorsMax) break;
  }
  if (rowErrors.length > 0) return { errors: { file: listErrors.rows }, rowErrors };
  if (people.length < peopleMin) return { errors: { file: listErrors.tooFew }, rowErrors };
  return { people, fields: positions.contact.map((position) => headings[position]!) };
}

interface Positions {
  readonly unit: number;
  readonly service: number;
  readonly contact: readonly number[];
}

const NONE = -1;

function positionsOf(
  columns: ListColumns,
  headings: readonly string[],
  isOneUnit: boolean,
): Positions | { readonly errors: ListErrors } {
  const plain = headings.map(searchable);
  const positionOf = (heading: string): number =>
    heading === '' ? NONE : plain.indexOf(searchable(heading));
  const missing = (heading: string): boolean => heading !== '' && positionOf(heading) === NONE;
  const { unit, service, contact } = columns;
  const errors: ListErrors = {};
  if (missing(unit)) errors.unitColumn = listErrors.noColumn(unit, headings);
  else if (unit === '' && !isOneUnit) errors.unitColumn = listErrors.unitColumn;
  if (missing(service)) errors.serviceColumn = listErrors.noColumn(service, headings);
  const lost = contact.find(missing);
  const needless = contact.find((heading) => forbidden.test(searchable(heading)));
  if (contact.length === 0 || contact.length > fieldsMax) errors.contactColumns = listErrors.contactColumns;
  else if (lost !== undefined) errors.contactColumns = listErrors.noColumn(lost, headings);
  else if (needless !== undefined) errors.contactColumns = listErrors.needless(needless);
  if (Object.keys(errors).length > 0) return { errors };
  return { unit: positionOf(unit), service: positionOf(service), contact: contact.map(positionOf) };
}

function personOf(
  { row, cells, isTooLong }: TableRow,
  { unit, service, contact }: Positions,
  { unitsCalled, serviceCalled, onlyUnitId }: ListWords,
): ListedPerson | { readonly error: Sentence } {
  const units = unit === NONE ? [onlyUnitId!] : unitsCalled(cells[unit]!);
  const serviceId = service === NONE ? undefined : serviceCalled(cells[service]!);
  const reached = contact.map((position) => cells[position]!);
  if (isTooLong) return { error: listErrors.tooLong(row) };
  if (units.length !== 1) return { error: listErrors.unit(row, cells[unit]) };
  if (service !== NONE && serviceId === undefined) return { error: listErrors.service(row, cells[service]) };
  if (reached[0] === '') return { error: listErrors.nobody(row) };
  if (reached.some(({ length }) => length > cellCharactersMax)) return { error: listErrors.longCell(row) };
  return {
    unitId: units[0]!,
    ...(serviceId === undefined ? {} : { serviceId }),
    contact: reached,
  };
}
