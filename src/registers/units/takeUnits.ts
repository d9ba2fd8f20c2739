/** Stores a list of new units as one change, or says what would be stored: for the page and for programs. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { TextRow } from '../../platform/tables/tableText.ts';
import type { RefusedRows } from '../../platform/tables/refusedRows.ts';
import { storedAs, type SentAs } from '../sentAs.ts';
import type { RoutesOptions } from '../stores.ts';
import { unitChangeTexts } from './changeTexts.ts';
import { judgeChange, keepUnitChange, type UnitChangeOrder } from './keepUnitChange.ts';
import { readMany, rowsMax, type ReadMany, type UnitColumn } from './manyUnits.ts';
import { manyTexts } from './manyTexts.ts';
import { emptyUnitChange, type Succession } from './succession.ts';
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
  readonly rows: readonly TextRow<UnitColumn>[];
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
  | { readonly refused: readonly RefusedRows[] }
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
  const { founded, errors: rowErrors } = read('');
  if (founded.length === 0) return { refused: [{ rows: [], sentence: inBoth(({ none }) => none) }] };
  if (founded.length > rowsMax)
    return { refused: [{ rows: [], sentence: inBoth(({ tooMany }) => tooMany({ most: rowsMax })) }] };
  if (rowErrors.length > 0)
    return {
      refused: rowErrors.map(({ row, kind }) => ({
        rows: [row],
        sentence: inBoth((t, change) => ({ ...change.errors, ...t.errors })[kind]),
      })),
    };
  const order: UnitChangeOrder = {
    draft: (changeId) => ({ ...emptyUnitChange, on: list.on, founded: read(changeId).founded }),
    audit: { kind: 'unit.added', label: String(founded.length), facts },
    by: caller.actor,
    sentAs: list.sentAs,
  };
  const {
    change,
    errors,
    isOld = false,
  } = await (keeps ? keepUnitChange : judgeChange)(stores, order, now());
  if (errors.length === 0) return { change, isOld };
  const { rowOf } = read(change.id);
  return {
    refused: errors.map(({ kind, ids }) => ({
      rows: ids.flatMap((id) => rowOf.get(id) ?? []),
      sentence: inBoth((_, { errors: sentences }) => sentences[kind]),
    })),
  };
}

function inBoth(
  say: (t: (typeof manyTexts)['vi'], change: (typeof unitChangeTexts)['vi']) => string,
): Sentence {
  return { vi: say(manyTexts.vi, unitChangeTexts.vi), en: say(manyTexts.en, unitChangeTexts.en) };
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
): (changeId: string) => ReadMany {
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
