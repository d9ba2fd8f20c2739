/**
 * Reads a succession as typed: lines of units that pass to others become one change. Units are identified by their name
 * or code on the eve of the change; a name that no unit continues to have creates a new unit.
 */
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import type { SuccessionDraft, SuccessionLine } from './input.ts';
import {
  emptyUnitChange,
  type UnitChangeDraft,
  type ChangedUnit,
  type FoundedUnit,
  type Inheritance,
} from './succession.ts';
import type { SuccessionError, SuccessionErrorKind } from './successionErrors.ts';
import { isUnitCode, nameOf, parentIdOf, type Unit } from './unit.ts';
import { plain, unitCalledOn } from './unitCalled.ts';

type FormErrorKind =
  | SuccessionErrorKind
  | 'dayShape'
  | 'missing'
  | 'unknownUnit'
  | 'ambiguousUnit'
  | 'oneOnly'
  | 'twoOrMore'
  | 'none'
  | 'nameMissing'
  | 'codeShape'
  | 'parentMissing';

export interface FormError {
  /** Id of the field: `on`, `number`, `issuedBy`, `from-1`, `to-1`, `parent-1` … */
  readonly field: string;
  readonly kind: FormErrorKind;
  /** The typed text, or names of units. */
  readonly about: string;
}

export interface ReadSuccession {
  readonly draft: UnitChangeDraft;
  readonly errors: readonly FormError[];
  /** The form field in which a unit, old or new, was entered. */
  readonly fieldOf: ReadonlyMap<string, string>;
}

type Error = (field: string, kind: FormErrorKind, about?: string) => void;

/** A line whose sources are known. */
interface ReadLine extends SuccessionLine {
  /** From 1. */
  readonly number: number;
  /** Ids of old units. */
  readonly sources: readonly string[];
  /** Rows with the names of new units, or of units that continue. */
  readonly heirs: readonly string[];
}

/** What is known while the lines are read one after another. */
interface Reading {
  readonly changeId: string;
  /** The day before the change. */
  readonly eve: string;
  readonly called: (text: string) => readonly string[];
  /** Units that end with the change. */
  readonly gone: ReadonlySet<string>;
  readonly error: Error;
  readonly fieldOf: Map<string, string>;
  readonly founded: FoundedUnit[];
  /** New units by name. */
  readonly named: Map<string, string>;
  readonly changed: ChangedUnit[];
  readonly inheritances: Inheritance[];
  readonly parents: NamedParent[];
}

/** The parent of a unit as typed; empty: that of the old unit. */
interface NamedParent {
  readonly id: string;
  readonly text: string;
  readonly field: string;
  readonly from?: Unit;
}

/** @param changeId prefix of the ids of new units */
export function readSuccession(
  sent: SuccessionDraft,
  units: readonly Unit[],
  changeId: string,
): ReadSuccession {
  const errors: FormError[] = headErrors(sent);
  const error: Error = (field, kind, about = '') => {
    errors.push({ field, kind, about });
  };
  const eve = isCalendarDay(sent.on) ? addDays(sent.on, -1) : '';
  const called = unitCalledOn(units, [eve]);
  const lines = sent.lines.map((line, index) => readLine(line, index + 1, called, error));
  const idsOf = (wanted: readonly SuccessionLine['kind'][]): string[] =>
    lines.filter(({ kind }) => wanted.includes(kind)).flatMap(({ sources }) => sources);
  const reading: Reading = {
    changeId,
    eve,
    called,
    gone: new Set(idsOf(['merge', 'split', 'abolish'])),
    error,
    fieldOf: new Map(
      lines.flatMap(({ number, sources }) => sources.map((id) => [id, `from-${number}`] as const)),
    ),
    founded: [],
    named: new Map(),
    changed: [],
    inheritances: [],
    parents: [],
  };
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const line of lines) {
    if (line.kind === 'rename') readRenaming(line, reading);
    else if (line.kind !== 'abolish') readInheritance(line, byId.get(line.sources[0] ?? ''), reading);
  }
  const withParent = parentAdder(reading);
  const draft: UnitChangeDraft = {
    ...emptyUnitChange,
    on: sent.on,
    document: { number: sent.number, issuedBy: sent.issuedBy },
    founded: reading.founded.map((each) => withParent(each.id, each)),
    changed: reading.changed.map((each) => withParent(each.unitId, each)),
    ended: idsOf(['merge', 'split']),
    abolished: idsOf(['abolish']),
    inheritances: reading.inheritances,
  };
  return { draft, errors, fieldOf: reading.fieldOf };
}

function readLine(line: SuccessionLine, number: number, called: Reading['called'], error: Error): ReadLine {
  const field = `from-${number}`;
  const meant = (text: string): string | undefined => {
    const [id, ...others] = called(text);
    if (id === undefined) error(field, 'unknownUnit', text);
    if (others.length > 0) error(field, 'ambiguousUnit', text);
    return others.length > 0 ? undefined : id;
  };
  const rows = rowsOf(line.from);
  const sources = rows.flatMap((text) => meant(text) ?? []);
  const heirs = rowsOf(line.to);
  for (const { side, kind } of shapeErrors(line, rows.length, heirs.length)) error(`${side}-${number}`, kind);
  return { ...line, number, sources, heirs };
}

/** A row: the name, then code and English name if given. */
function partsOf(row: string) {
  const [name = '', code = '', nameEn = ''] = row.split(';').map((part) => part.trim());
  return { name, code, nameEn };
}

function readRenaming(
  { number, sources, heirs, parent }: ReadLine,
  { error, changed, parents }: Reading,
): void {
  const { name, code, nameEn } = partsOf(heirs[0] ?? '');
  if (code !== '' && !isUnitCode(code)) error(`to-${number}`, 'codeShape', code);
  for (const unitId of sources) {
    changed.push({ unitId, ...(name && { name: nameOf({ name, nameEn }) }), ...(code && { code }) });
    if (parent !== '') parents.push({ id: unitId, text: parent, field: `parent-${number}` });
  }
}

function readInheritance(line: ReadLine, source: Unit | undefined, reading: Reading): void {
  const toIds = line.heirs.flatMap((row) => heirOf(row, line, source, reading) ?? []);
  const extent = line.kind === 'merge' ? 'whole' : 'part';
  for (const fromId of line.sources)
    for (const toId of toIds) reading.inheritances.push({ fromId, toId, extent });
}

/** The unit that keeps the name, or the new one of that name. */
function heirOf(
  row: string,
  { number, parent }: ReadLine,
  source: Unit | undefined,
  reading: Reading,
): string | undefined {
  const { called, gone, error, founded, named } = reading;
  const field = `to-${number}`;
  const { name, code, nameEn } = partsOf(row);
  const isName = code === '' && nameEn === '';
  const known = isName ? (named.get(plain(name)) ?? '') : '';
  if (known !== '') return known;
  const going = isName ? called(name).filter((id) => !gone.has(id)) : [];
  if (going.length > 1) error(field, 'ambiguousUnit', name);
  if (going.length > 0) return going[0];
  if (name === '') error(field, 'nameMissing');
  if (code !== '' && !isUnitCode(code)) error(field, 'codeShape', code);
  const id = `${reading.changeId}-${founded.length + 1}`;
  founded.push({
    id,
    kind: source?.kind ?? 'commune',
    name: nameOf({ name, nameEn }),
    ...(code && { code }),
  });
  named.set(plain(name), id);
  reading.fieldOf.set(id, field);
  reading.parents.push({ id, text: parent, field: `parent-${number}`, ...(source && { from: source }) });
  return id;
}

/** Adds the parent to a new or changed unit, where there is one. */
function parentAdder(reading: Reading) {
  const parentIds = new Map<string, string>();
  for (const typed of reading.parents) {
    const parentId = parentFor(typed, reading);
    if (parentId !== undefined) parentIds.set(typed.id, parentId);
  }
  return <Each extends object>(id: string, each: Each): Each => {
    const parentId = parentIds.get(id);
    return parentId === undefined ? each : { ...each, parentId };
  };
}

/** The parent as typed; by default the parent of the first of the old units. */
function parentFor(
  { text, from, field }: NamedParent,
  { eve, called, gone, error, named }: Reading,
): string | undefined {
  if (text !== '') {
    const isNew = named.get(plain(text));
    const going = called(text).filter((id) => !gone.has(id));
    if (isNew === undefined && going.length !== 1) {
      error(field, going.length > 1 ? 'ambiguousUnit' : 'unknownUnit', text);
    }
    return isNew ?? going[0];
  }
  const old = from && parentIdOf(from, eve);
  if (old !== undefined && gone.has(old)) error(field, 'parentMissing');
  return old;
}

function headErrors({ on, number, issuedBy, lines }: SuccessionDraft): FormError[] {
  return [
    ...(isCalendarDay(on) ? [] : [{ field: 'on', kind: 'dayShape' as const, about: '' }]),
    ...(number === '' ? [{ field: 'number', kind: 'missing' as const, about: '' }] : []),
    ...(issuedBy === '' ? [{ field: 'issuedBy', kind: 'missing' as const, about: '' }] : []),
    ...(lines.length === 0 ? [{ field: 'from-1', kind: 'nothing' as const, about: '' }] : []),
  ];
}

/** How many units are allowed on either side of a line. */
function shapeErrors({ kind, parent }: SuccessionLine, sources: number, heirs: number) {
  const found: { readonly side: 'from' | 'to'; readonly kind: FormErrorKind }[] = [];
  const isSingle = kind === 'split' || kind === 'transfer' || kind === 'rename';
  if (sources === 0) found.push({ side: 'from', kind: 'missing' });
  if (isSingle && sources > 1) found.push({ side: 'from', kind: 'oneOnly' });
  if (kind === 'abolish' && heirs > 0) found.push({ side: 'to', kind: 'none' });
  if (kind === 'rename' && heirs === 0 && parent === '') found.push({ side: 'to', kind: 'missing' });
  if (kind === 'split' && heirs < 2) found.push({ side: 'to', kind: 'twoOrMore' });
  if ((kind === 'merge' || kind === 'transfer') && heirs === 0) found.push({ side: 'to', kind: 'missing' });
  if (kind !== 'split' && kind !== 'abolish' && heirs > 1) found.push({ side: 'to', kind: 'oneOnly' });
  return found;
}

const rowsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((row) => row.trim())
    .filter((row) => row !== '');

/** Errors of the change as a whole, next to the lines that cause them; those of no line appear next to the day. */
export function placedErrors(
  errors: readonly SuccessionError[],
  fieldOf: ReadonlyMap<string, string>,
  nameOfId: (id: string) => string,
): readonly FormError[] {
  return errors.map(({ kind, ids }) => ({
    field: ids.map((id) => fieldOf.get(id)).findLast((field) => field !== undefined) ?? 'on',
    kind,
    about: someOf([...new Set(ids.map(nameOfId))]),
  }));
}

const namesMax = 5;
const someOf = (names: readonly string[]): string =>
  names.slice(0, namesMax).join(', ') + (names.length > namesMax ? ', …' : '');
