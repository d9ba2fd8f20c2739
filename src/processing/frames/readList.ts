/**
 * Reads an uploaded list. Only the cells with the stratum and the contact details are read; everything else is dropped before
 * anything is stored.
 */
import { searchable } from '../../platform/text/searchText.ts';
import type { Fault } from '../../platform/tables/fault.ts';
import { openTable } from '../../platform/tables/openTable.ts';
import { lineUnless, readLines, rowsAt, type ReadRow } from '../../platform/tables/readRows.ts';
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

type ListErrors = Partial<Record<'unitColumn' | 'serviceColumn' | 'contactColumns', Sentence>>;

export type ReadList =
  | { readonly people: readonly ListedPerson[]; readonly fields: readonly string[] }
  | { readonly errors?: ListErrors; readonly faults: readonly Fault[] };

const cellCharactersMax = 200;
const columnsMax = 200;

/** Details that nobody needs for writing to a person, and that the law protects most. */
const forbidden = /cccd|cmnd|can cuoc|chung minh|ngay sinh|nam sinh|dan toc|ton giao|suc khoe|date of birth/;

/** @throws TableError if it is not a readable table */
export async function readList(path: string, columns: ListColumns, words: ListWords): Promise<ReadList> {
  const { headings, rows, close } = await openTable(path, { rowsMax: peopleMax, columnsMax });
  const plain = headings.map(searchable);
  const named = [columns.unit, columns.service, ...columns.contact].filter((heading) => heading !== '');
  const positions = new Map(named.map((heading) => [heading, plain.indexOf(searchable(heading))]));
  const missing = (heading: string): boolean => positions.get(heading) === -1;
  const errors = columnErrors(columns, { headings, missing, isOneUnit: words.onlyUnitId !== undefined });
  if (Object.keys(errors).length > 0) {
    await close();
    return { errors, faults: [] };
  }
  const found = await rowsAt(
    rows,
    named.map((key) => ({ key })),
    { positions, faults: [] },
  );
  const { lines, faults } = readLines(found, (cells) => personOf(cells, columns, words), JSON.stringify);
  if (faults.length > 0) return { faults };
  if (lines.length < peopleMin) return { faults: [{ rows: [], sentence: listErrors.tooFew }] };
  const fields = columns.contact.map((heading) => headings[positions.get(heading)!]!);
  return { people: lines.map(({ line }) => line), fields };
}

function columnErrors(
  { unit, service, contact }: ListColumns,
  {
    headings,
    missing,
    isOneUnit,
  }: { headings: readonly string[]; missing: (heading: string) => boolean; isOneUnit: boolean },
): ListErrors {
  const errors: ListErrors = {};
  if (missing(unit)) errors.unitColumn = listErrors.noColumn(unit, headings);
  else if (unit === '' && !isOneUnit) errors.unitColumn = listErrors.unitColumn;
  if (missing(service)) errors.serviceColumn = listErrors.noColumn(service, headings);
  const lost = contact.find(missing);
  const needless = contact.find((heading) => forbidden.test(searchable(heading)));
  if (contact.length === 0 || contact.length > fieldsMax) errors.contactColumns = listErrors.contactColumns;
  else if (lost !== undefined) errors.contactColumns = listErrors.noColumn(lost, headings);
  else if (needless !== undefined) errors.contactColumns = listErrors.needless(needless);
  return errors;
}

/** @param cells by the headings that were named */
function personOf(
  cells: Readonly<Record<string, string>>,
  { unit, service, contact }: ListColumns,
  { unitsCalled, serviceCalled, onlyUnitId }: ListWords,
): ReadRow<ListedPerson> {
  const { [unit]: unitCell = '', [service]: serviceCell = '' } = cells;
  const [unitId, ...others] = unit === '' ? [onlyUnitId!] : unitsCalled(unitCell);
  const serviceId = service === '' ? undefined : serviceCalled(serviceCell);
  const reached = contact.map((heading) => cells[heading]!);
  const long = contact.find((heading) => cells[heading]!.length > cellCharactersMax);
  const isUnit = unitId !== undefined && others.length === 0;
  const isService = service === '' || serviceId !== undefined;
  // Two of them may be the same column.
  const errors = {
    ...(!isUnit && { [unit]: listErrors.unit(unitCell) }),
    ...(!isService && { [service]: listErrors.service(serviceCell) }),
    ...(reached[0] === '' && { [contact[0]!]: listErrors.nobody }),
    ...(long !== undefined && { [long]: listErrors.longCell }),
  };
  return lineUnless(errors, {
    unitId: unitId!,
    ...(serviceId !== undefined && { serviceId }),
    contact: reached,
  });
}
