/**
 * Reads a succession as typed: lines of units that pass to others become one change. Units are identified by their name
 * or code on the eve of the change; a name that no unit continues to have creates a new unit.
 */
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { isUnitCode, nameOf } from './input.ts';
import {
  emptyAct,
  type ActDraft,
  type ChangedUnit,
  type FoundedUnit,
  type Inheritance,
} from './succession.ts';
import type { SuccessionFault, SuccessionFaultKind } from './successionFaults.ts';
import type { LineKind, SentLine, SentSuccession } from './sentSuccession.ts';
import { parentIdOf, type Unit } from './unit.ts';
import { plain, unitCalledOn } from './unitCalled.ts';

export type FormFaultKind =
  | SuccessionFaultKind
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

export interface FormFault {
  /** Id of the field: `on`, `number`, `issuedBy`, `from-1`, `to-1`, `parent-1` … */
  readonly field: string;
  readonly kind: FormFaultKind;
  /** The typed text, or names of units. */
  readonly about: string;
}

export interface ReadSuccession {
  readonly draft: ActDraft;
  readonly faults: readonly FormFault[];
  /** The form field in which a unit, old or new, was entered. */
  readonly fieldOf: ReadonlyMap<string, string>;
}

/** @param actId prefix of the ids of new units */
export function readSuccession(sent: SentSuccession, units: readonly Unit[], actId: string): ReadSuccession {
  const faults: FormFault[] = headFaults(sent);
  const fault = (field: string, kind: FormFaultKind, about = ''): void => {
    faults.push({ field, kind, about });
  };
  const eve = isCalendarDay(sent.on) ? addDays(sent.on, -1) : '';
  const called = unitCalledOn(units, [eve]);
  const fieldOf = new Map<string, string>();
  const byId = new Map(units.map((unit) => [unit.id, unit]));

  const meant = (text: string, field: string): string | undefined => {
    const [id, ...others] = called(text);
    if (id === undefined) fault(field, 'unknownUnit', text);
    if (others.length > 0) fault(field, 'ambiguousUnit', text);
    return others.length > 0 ? undefined : id;
  };
  const lines = sent.lines.map((line, index) => {
    const number = index + 1;
    const sources = rowsOf(line.from).flatMap((text) => meant(text, `from-${number}`) ?? []);
    for (const id of sources) fieldOf.set(id, `from-${number}`);
    const heirs = rowsOf(line.to);
    for (const each of shapeFaults(line, rowsOf(line.from).length, heirs.length)) {
      fault(`${each.side}-${number}`, each.kind);
    }
    return { ...line, number, sources, heirs };
  });

  const gone = new Set(lines.filter(({ kind }) => endsSources.has(kind)).flatMap(({ sources }) => sources));
  const founded: FoundedUnit[] = [];
  const named = new Map<string, string>();
  const changed: ChangedUnit[] = [];
  const inheritances: Inheritance[] = [];
  const parentTexts: {
    readonly id: string;
    readonly text: string;
    readonly field: string;
    readonly from?: Unit;
  }[] = [];

  /** The unit that keeps the name, or the new one of that name. */
  function heirOf(text: string, field: string, source: Unit | undefined, parent: string): string | undefined {
    const [name = '', code = '', nameEn = ''] = text.split(';').map((part) => part.trim());
    const isName = code === '' && nameEn === '';
    const known = isName ? (named.get(plain(name)) ?? '') : '';
    if (known !== '') return known;
    const going = isName ? called(name).filter((id) => !gone.has(id)) : [];
    if (going.length > 1) fault(field, 'ambiguousUnit', name);
    if (going.length > 0) return going[0];
    if (name === '') fault(field, 'nameMissing');
    if (code !== '' && !isUnitCode(code)) fault(field, 'codeShape', code);
    const id = `${actId}-${founded.length + 1}`;
    founded.push({
      id,
      kind: source?.kind ?? 'commune',
      name: nameOf({ name, nameEn }),
      ...(code && { code }),
    });
    named.set(plain(name), id);
    fieldOf.set(id, field);
    parentTexts.push({
      id,
      text: parent,
      field: field.replace('to', 'parent'),
      ...(source && { from: source }),
    });
    return id;
  }

  for (const { kind, number, sources, heirs, parent } of lines) {
    const field = `to-${number}`;
    if (kind === 'abolish') continue;
    if (kind === 'rename') {
      const [name = '', code = '', nameEn = ''] = (heirs[0] ?? '').split(';').map((part) => part.trim());
      if (code !== '' && !isUnitCode(code)) fault(field, 'codeShape', code);
      for (const unitId of sources) {
        changed.push({ unitId, ...(name && { name: nameOf({ name, nameEn }) }), ...(code && { code }) });
        if (parent !== '') parentTexts.push({ id: unitId, text: parent, field: `parent-${number}` });
      }
      continue;
    }
    const source = byId.get(sources[0] ?? '');
    const toIds = heirs.flatMap((text) => heirOf(text, field, source, parent) ?? []);
    const extent = kind === 'merge' ? 'whole' : 'part';
    for (const fromId of sources) for (const toId of toIds) inheritances.push({ fromId, toId, extent });
  }

  const parentIds = new Map<string, string>();
  for (const { id, text, field, from } of parentTexts) {
    const parentId = parentFor(text, from, field);
    if (parentId !== undefined) parentIds.set(id, parentId);
  }

  /** The parent as typed; by default the parent of the first of the old units. */
  function parentFor(text: string, from: Unit | undefined, field: string): string | undefined {
    if (text !== '') {
      const isNew = named.get(plain(text));
      const going = called(text).filter((id) => !gone.has(id));
      if (isNew === undefined && going.length !== 1) {
        fault(field, going.length > 1 ? 'ambiguousUnit' : 'unknownUnit', text);
      }
      return isNew ?? going[0];
    }
    const old = from && parentIdOf(from, eve);
    if (old !== undefined && gone.has(old)) fault(field, 'parentMissing');
    return old;
  }

  const withParent = <Each extends object>(id: string, each: Each): Each => {
    const parentId = parentIds.get(id);
    return parentId === undefined ? each : { ...each, parentId };
  };
  const idsOf = (wanted: readonly LineKind[]): string[] =>
    lines.filter(({ kind }) => wanted.includes(kind)).flatMap(({ sources }) => sources);
  const draft: ActDraft = {
    ...emptyAct,
    on: sent.on,
    document: { number: sent.number, issuedBy: sent.issuedBy },
    founded: founded.map((each) => withParent(each.id, each)),
    changed: changed.map((each) => withParent(each.unitId, each)),
    ended: idsOf(['merge', 'split']),
    abolished: idsOf(['abolish']),
    inheritances,
  };
  return { draft, faults, fieldOf };
}

const endsSources: ReadonlySet<LineKind> = new Set(['merge', 'split', 'abolish']);

function headFaults({ on, number, issuedBy, lines }: SentSuccession): FormFault[] {
  return [
    ...(isCalendarDay(on) ? [] : [{ field: 'on', kind: 'dayShape' as const, about: '' }]),
    ...(number === '' ? [{ field: 'number', kind: 'missing' as const, about: '' }] : []),
    ...(issuedBy === '' ? [{ field: 'issuedBy', kind: 'missing' as const, about: '' }] : []),
    ...(lines.length === 0 ? [{ field: 'from-1', kind: 'nothing' as const, about: '' }] : []),
  ];
}

/** How many units are allowed on either side of a line. */
function shapeFaults({ kind, parent }: SentLine, sources: number, heirs: number) {
  const found: { readonly side: 'from' | 'to'; readonly kind: FormFaultKind }[] = [];
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
export function placedFaults(
  faults: readonly SuccessionFault[],
  fieldOf: ReadonlyMap<string, string>,
  nameOfId: (id: string) => string,
): readonly FormFault[] {
  return faults.map(({ kind, ids }) => ({
    field: ids.map((id) => fieldOf.get(id)).findLast((field) => field !== undefined) ?? 'on',
    kind,
    about: someOf([...new Set(ids.map(nameOfId))]),
  }));
}

const namesMax = 5;
const someOf = (names: readonly string[]): string =>
  names.slice(0, namesMax).join(', ') + (names.length > namesMax ? ', …' : '');
