/** Many units at once, pasted or from a file: one per row, `name; code; belongs to; level`, the last three optional. */
import { searchable } from '../../platform/text/searchText.ts';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { TextRow } from '../../platform/tables/tableText.ts';
import type { FoundedUnit } from './succession.ts';
import { isUnitCode, nameOf, type UnitKind } from './unit.ts';
import { plain, type UnitCalled } from './unitCalled.ts';

export const rowsMax = 3000;

export const unitColumns = [
  { key: 'name', headings: ['Tên', 'Name', 'Tên đơn vị', 'Đơn vị'] },
  { key: 'code', headings: ['Mã', 'Code', 'Mã đơn vị'], optional: true },
  { key: 'parent', headings: ['Trực thuộc', 'Belongs to'], optional: true },
  { key: 'kind', headings: ['Cấp', 'Level'], optional: true },
] as const satisfies readonly WantedColumn<string>[];

export type UnitColumn = (typeof unitColumns)[number]['key'];

export type RowErrorKind =
  | 'nameMissing'
  | 'codeShape'
  | 'parentMissing'
  | 'parentUnknown'
  | 'parentAmbiguous'
  | 'kindUnknown'
  | 'tooManyParts';

export interface RowError {
  /** From 1, as the rows were typed. */
  readonly row: number;
  readonly kind: RowErrorKind;
}

export interface ReadMany {
  readonly founded: readonly FoundedUnit[];
  readonly errors: readonly RowError[];
  /** Row of each unit, by its id. */
  readonly rowOf: ReadonlyMap<string, number>;
}

export interface ManyContext {
  readonly changeId: string;
  /** Default level. */
  readonly kind: UnitKind;
  /** Names of the levels. */
  readonly kindNames: readonly (readonly [UnitKind, string])[];
  /** Default parent; undefined: a topmost unit, if that is allowed. */
  readonly parent: string;
  readonly mayBeTopmost: boolean;
  readonly called: UnitCalled;
}

/** The parent of a unit may be in an earlier or later row, by its name or code. */
export function readMany(rows: readonly TextRow<UnitColumn>[], context: ManyContext): ReadMany {
  const errors: RowError[] = [];
  const idOf = (index: number): string => `${context.changeId}-${String(index + 1).padStart(4, '0')}`;
  const kinds = new Map(context.kindNames.map(([kind, name]) => [searchable(name), kind]));
  const here = new Map<string, string[]>();
  for (const [index, { cells }] of rows.entries()) {
    const { name, code } = cells;
    for (const key of new Set([plain(name), plain(code)])) {
      if (key !== '') here.set(key, [...(here.get(key) ?? []), idOf(index)]);
    }
  }

  const called = new Map<string, readonly string[]>(); // most rows have the same parent
  function parentIdOf(parent: string, row: number): string | undefined {
    if (parent === '') {
      if (!context.mayBeTopmost) errors.push({ row, kind: 'parentMissing' });
      return undefined;
    }
    const found = called.get(parent) ?? [...context.called(parent), ...(here.get(plain(parent)) ?? [])];
    called.set(parent, found);
    if (found.length === 0) errors.push({ row, kind: 'parentUnknown' });
    if (found.length > 1) errors.push({ row, kind: 'parentAmbiguous' });
    return found[0];
  }

  function kindOf(level: string, row: number): UnitKind {
    const kind = kinds.get(searchable(level));
    if (!kind && level !== '') errors.push({ row, kind: 'kindUnknown' });
    return kind ?? context.kind;
  }

  const founded = rows.map(({ row, cells, isTooLong }, index): FoundedUnit => {
    const { name, code, parent, kind } = cells;
    if (name === '') errors.push({ row, kind: 'nameMissing' });
    if (code !== '' && !isUnitCode(code)) errors.push({ row, kind: 'codeShape' });
    if (isTooLong) errors.push({ row, kind: 'tooManyParts' });
    const parentId = parentIdOf(parent || context.parent, row);
    return {
      id: idOf(index),
      kind: kindOf(kind, row),
      name: nameOf({ name, nameEn: '' }),
      ...(code && { code }),
      ...(parentId !== undefined && { parentId }),
    };
  });
  return { founded, errors, rowOf: new Map(rows.map(({ row }, index) => [idOf(index), row])) };
}
