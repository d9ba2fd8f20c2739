/** Many units at once, pasted or from a file: one per row, `name; code; belongs to; level`, the last three optional. */
import { searchable } from '../../platform/text/searchText.ts';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import { lineUnless, readLines, type ReadLines, type Rows } from '../../platform/tables/readRows.ts';
import type { Sentence } from '../../platform/problem.ts';
import { inEveryLanguage, type Messages } from '../../platform/text/catalogue.ts';
import { unitChangeTexts } from './changeTexts.ts';
import { manyTexts } from './manyTexts.ts';
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

type ErrorKind = keyof Messages['registers/unitChanges']['errors'];

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
export function readMany(sent: Rows<UnitColumn>, context: ManyContext): ReadLines<FoundedUnit> {
  const idOf = (index: number): string => `${context.changeId}-${String(index + 1).padStart(4, '0')}`;
  const kinds = new Map(context.kindNames.map(([kind, name]) => [searchable(name), kind]));
  const here = new Map<string, string[]>();
  for (const [index, { cells }] of sent.rows.entries()) {
    const { name, code } = cells;
    for (const key of new Set([plain(name), plain(code)])) {
      if (key !== '') here.set(key, [...(here.get(key) ?? []), idOf(index)]);
    }
  }
  const called = new Map<string, readonly string[]>(); // most rows have the same parent
  function parentsCalled(text: string): readonly string[] {
    if (text === '') return [];
    const found = called.get(text) ?? [...context.called(text), ...(here.get(plain(text)) ?? [])];
    called.set(text, found);
    return found;
  }

  function parentError(text: string, found: readonly string[]): ErrorKind | undefined {
    if (text === '') return context.mayBeTopmost ? undefined : 'parentMissing';
    if (found.length === 0) return 'parentUnknown';
    return found.length > 1 ? 'parentAmbiguous' : undefined;
  }

  return readLines(sent, ({ name, code, parent: ownParent, kind: level }, index) => {
    const parent = ownParent || context.parent;
    const found = parentsCalled(parent);
    const kind = level === '' ? context.kind : kinds.get(searchable(level));
    const wrongParent = parentError(parent, found);
    const errors = {
      name: name === '' && saying('nameMissing'),
      code: code !== '' && !isUnitCode(code) && saying('codeShape'),
      parent: wrongParent && saying(wrongParent),
      kind: !kind && inEveryLanguage(manyTexts, (t) => t.errors.kindUnknown),
    };
    const [parentId] = found;
    return lineUnless(errors, {
      id: idOf(index),
      kind: kind ?? context.kind,
      name: nameOf({ name, nameEn: '' }),
      ...(code && { code }),
      ...(parentId !== undefined && { parentId }),
    });
  });
}

/** What is wrong with a change of units. */
export function saying(kind: ErrorKind): Sentence {
  return inEveryLanguage(unitChangeTexts, ({ errors }) => errors[kind]);
}
