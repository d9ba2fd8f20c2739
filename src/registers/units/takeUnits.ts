/** Stores a list of new units as one change, or says what would be stored: for the page and for programs. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { Fault } from '../../platform/tables/fault.ts';
import type { ReadLines, Rows } from '../../platform/tables/readRows.ts';
import { storedAs, type SentAs } from '../sentAs.ts';
import type { RoutesOptions } from '../stores.ts';
import { judgeChange, keepUnitChange, type UnitChangeOrder } from './keepUnitChange.ts';
import { readMany, saying, type UnitColumn } from './manyUnits.ts';
import { emptyUnitChange, type FoundedUnit, type Succession } from './succession.ts';
import { unitKinds, type Unit, type UnitKind } from './unit.ts';
import { unitCalledOn } from './unitCalled.ts';
import { unitTexts } from './texts.ts';

export interface UnitList {
  /** First day of the units. */
  readonly on: string;
  /** Level of the rows that give none. */
  readonly kind: UnitKind;
  /** Name or code of the parent of the rows that give none; may be empty. */
  readonly parent: string;
  readonly rows: Rows<UnitColumn>;
  /** Of a list that a program sends. */
  readonly sentAs?: SentAs;
}

export interface TakeOptions extends RoutesOptions {
  readonly caller: Caller;
  /** False: only say what would be stored. */
  readonly keeps: boolean;
  readonly facts?: Readonly<Record<string, string>>;
}

export type Taken<Change> =
  | { readonly refused: readonly Fault[] }
  /** `isOld`: the list was stored when it was first sent. */
  | { readonly change: Change; readonly isOld: boolean };

/** @throws Problem conflict when the list is sent under the name of another one */
export async function takeUnits(
  list: UnitList,
  { stores, now, caller, keeps, facts }: TakeOptions,
): Promise<Taken<Succession>> {
  const units = await stores.units.list(); // before the changes: the same list, stored meanwhile, is then found as old
  const old = storedAs(await stores.units.listChanges(), list.sentAs, caller.actor);
  if (old) return { change: old, isOld: true };
  const read = rowReader(list, caller, units);
  const { lines, faults } = read('');
  if (faults.length > 0) return { refused: faults };
  const order: UnitChangeOrder = {
    draft: (changeId) => ({
      ...emptyUnitChange,
      on: list.on,
      founded: read(changeId).lines.map(({ line }) => line),
    }),
    audit: { kind: 'unit.added', label: String(lines.length), facts },
    by: caller.actor,
    sentAs: list.sentAs,
  };
  const {
    change,
    errors,
    isOld = false,
  } = await (keeps ? keepUnitChange : judgeChange)(stores, order, now());
  if (errors.length === 0) return { change, isOld };
  const rowOf = new Map(read(change.id).lines.map(({ row, line }) => [line.id, row]));
  return {
    refused: errors.map(({ kind, ids }) => ({
      rows: ids.flatMap((id) => rowOf.get(id) ?? []),
      sentence: saying(kind),
    })),
  };
}

const kindNames: readonly (readonly [UnitKind, string])[] = unitKinds.flatMap((kind) => [
  [kind, kind] as const,
  [kind, unitTexts.vi.kinds[kind]] as const,
  [kind, unitTexts.en.kinds[kind]] as const,
  ...unitTexts.vi.kinds[kind]
    .replace(/ \(.*/, '')
    .split(', ')
    .map((name) => [kind, name] as const),
]);

/** Reads the rows as units that an act with this id founds, below units that the caller may change. */
function rowReader(
  { kind, parent, on, rows }: UnitList,
  caller: Caller,
  units: readonly Unit[],
): (changeId: string) => ReadLines<FoundedUnit> {
  const ownIds = caller.unitIdsFor('changeUnits');
  const basis = {
    kind,
    kindNames,
    parent,
    mayBeTopmost: !ownIds,
    called: unitCalledOn(
      units.filter(({ id }) => !ownIds || ownIds.has(id)),
      [on],
    ),
  };
  return (changeId) => readMany(rows, { ...basis, changeId });
}
