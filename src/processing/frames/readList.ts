/**
 * Reads an uploaded list. Only the cells with the stratum and the contact details are read; everything else is dropped before
 * anything is stored.
 */
import { searchable } from '../../platform/text/searchText.ts';
import { openTable, type TableRow } from '../../platform/tables/openTable.ts';
import type { Sentence } from '../../platform/problem.ts';
import { fieldsMax, peopleMax, peopleMin, type ListedPerson } from './frame.ts';
import { listFaults } from './listFaults.ts';

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

export type ListFaults = Partial<
  Record<'file' | 'unitColumn' | 'serviceColumn' | 'contactColumns', Sentence>
>;

export type ReadList =
  | { readonly people: readonly ListedPerson[]; readonly fields: readonly string[] }
  | { readonly faults: ListFaults; /** First row errors only. */ readonly rowFaults: readonly Sentence[] };

const rowFaultsMax = 20;
const cellCharactersMax = 200;
const columnsMax = 200;

/** Details that nobody needs for writing to a person, and that the law protects most. */
const forbidden = /cccd|cmnd|can cuoc|chung minh|ngay sinh|nam sinh|dan toc|ton giao|suc khoe|date of birth/;

/** @throws TableFault if it is not a readable table */
export async function readList(path: string, columns: ListColumns, words: ListWords): Promise<ReadList> {
  const { headings, rows, close } = await openTable(path, { rowsMax: peopleMax, columnsMax });
  const places = placesOf(columns, headings, words.onlyUnitId !== undefined);
  if ('faults' in places) {
    await close();
    return { faults: places.faults, rowFaults: [] };
  }
  const people: ListedPerson[] = [];
  const rowFaults: Sentence[] = [];
  const rowOf = new Map<string, number>();
  for await (const row of rows) {
    const person = personOf(row, places, words);
    const key = JSON.stringify(person);
    const twin = rowOf.get(key);
    if ('fault' in person) rowFaults.push(person.fault);
    else if (twin !== undefined) rowFaults.push(listFaults.twice(row.row, twin));
    else people.push(person);
    rowOf.set(key, row.row);
    if (rowFaults.length >= rowFaultsMax) break;
  }
  if (rowFaults.length > 0) return { faults: { file: listFaults.rows }, rowFaults };
  if (people.length < peopleMin) return { faults: { file: listFaults.tooFew }, rowFaults };
  return { people, fields: places.contact.map((place) => headings[place]!) };
}

interface Places {
  readonly unit: number;
  readonly service: number;
  readonly contact: readonly number[];
}

const NONE = -1;

function placesOf(
  columns: ListColumns,
  headings: readonly string[],
  isOneUnit: boolean,
): Places | { readonly faults: ListFaults } {
  const plain = headings.map(searchable);
  const placeOf = (heading: string): number => (heading === '' ? NONE : plain.indexOf(searchable(heading)));
  const missing = (heading: string): boolean => heading !== '' && placeOf(heading) === NONE;
  const { unit, service, contact } = columns;
  const faults: ListFaults = {};
  if (missing(unit)) faults.unitColumn = listFaults.noColumn(unit, headings);
  else if (unit === '' && !isOneUnit) faults.unitColumn = listFaults.unitColumn;
  if (missing(service)) faults.serviceColumn = listFaults.noColumn(service, headings);
  const lost = contact.find(missing);
  const needless = contact.find((heading) => forbidden.test(searchable(heading)));
  if (contact.length === 0 || contact.length > fieldsMax) faults.contactColumns = listFaults.contactColumns;
  else if (lost !== undefined) faults.contactColumns = listFaults.noColumn(lost, headings);
  else if (needless !== undefined) faults.contactColumns = listFaults.needless(needless);
  if (Object.keys(faults).length > 0) return { faults };
  return { unit: placeOf(unit), service: placeOf(service), contact: contact.map(placeOf) };
}

function personOf(
  { row, cells, isTooLong }: TableRow,
  { unit, service, contact }: Places,
  { unitsCalled, serviceCalled, onlyUnitId }: ListWords,
): ListedPerson | { readonly fault: Sentence } {
  const units = unit === NONE ? [onlyUnitId!] : unitsCalled(cells[unit]!);
  const serviceId = service === NONE ? undefined : serviceCalled(cells[service]!);
  const reached = contact.map((place) => cells[place]!);
  if (isTooLong) return { fault: listFaults.tooLong(row) };
  if (units.length !== 1) return { fault: listFaults.unit(row, cells[unit]) };
  if (service !== NONE && serviceId === undefined) return { fault: listFaults.service(row, cells[service]) };
  if (reached[0] === '') return { fault: listFaults.nobody(row) };
  if (reached.some(({ length }) => length > cellCharactersMax)) return { fault: listFaults.longCell(row) };
  return {
    unitId: units[0]!,
    ...(serviceId === undefined ? {} : { serviceId }),
    contact: reached,
  };
}
