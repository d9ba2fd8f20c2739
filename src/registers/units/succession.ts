/**
 * A change of units: one is added, renamed or ended, or, in a succession, new units are formed from old ones. It is
 * stored as one document and nothing else is written: the units of a day are derived from all changes in force, so
 * nobody ever sees half of a reorganisation. A change is undone only by another change.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { SentAs } from '../sentAs.ts';
import type { Unit, UnitKind } from './unit.ts';

export interface Succession {
  readonly id: string;
  /** First day of the new order, `YYYY-MM-DD`. */
  readonly on: string;
  /** Required for every change that merges, divides or abolishes units. */
  readonly document?: LegalDocument | undefined;
  readonly founded: readonly FoundedUnit[];
  /** Units that continue under another name, code or parent. */
  readonly changed: readonly ChangedUnit[];
  /** Ids of units that end and have successors, by `inheritances`. */
  readonly ended: readonly string[];
  /** Ids of units that end without a successor. */
  readonly abolished: readonly string[];
  readonly inheritances: readonly Inheritance[];
  /** Id of the change that this one undoes; such a change does nothing else. */
  readonly undoes?: string | undefined;
  readonly sentAs?: SentAs | undefined;
  /** When it was entered, and by whom. */
  readonly entered: { readonly at: Date; readonly by: { readonly accountId: string; readonly name: string } };
}

/** A change before it has a number and an author. */
export type UnitChangeDraft = Omit<Succession, 'id' | 'sentAs' | 'entered'>;

export const emptyUnitChange = {
  founded: [],
  changed: [],
  ended: [],
  abolished: [],
  inheritances: [],
} as const;

/**
 * Changes are numbered as they are stored, so that two concurrent ones cannot both be checked against the same state.
 */
export function nextChangeId(unitChanges: readonly Succession[]): string {
  return String(unitChanges.length + 1).padStart(6, '0');
}

interface LegalDocument {
  /** As it is cited, such as `1663/NQ-UBTVQH15`. */
  readonly number: string;
  readonly issuedBy: string;
}

export interface FoundedUnit {
  readonly id: string;
  readonly kind: UnitKind;
  readonly name: Localized;
  readonly code?: string | undefined;
  readonly parentId?: string | undefined;
}

export interface ChangedUnit {
  readonly unitId: string;
  readonly name?: Localized | undefined;
  readonly code?: string | undefined;
  readonly parentId?: string | undefined;
}

/** What passes from one unit to another: all of it, as in a merger, or a part, as in a split or a transfer. */
export interface Inheritance {
  readonly fromId: string;
  readonly toId: string;
  readonly extent: 'whole' | 'part';
}

/** Changes in force, by their day: those that no change in force has undone. */
export function standingChanges(unitChanges: readonly Succession[]): readonly Succession[] {
  const byId = new Map(unitChanges.map((unitChange) => [unitChange.id, unitChange]));
  const undoers = new Map<string, Succession[]>();
  for (const unitChange of unitChanges) {
    if (unitChange.undoes !== undefined)
      undoers.set(unitChange.undoes, [...(undoers.get(unitChange.undoes) ?? []), unitChange]);
  }
  const stands = (unitChange: Succession): boolean => !(undoers.get(unitChange.id) ?? []).some(stands);
  return [...byId.values()]
    .filter((unitChange) => unitChange.undoes === undefined && stands(unitChange))
    .sort((one, other) => (one.on === other.on ? compare(one.id, other.id) : compare(one.on, other.on)));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** All units that ever existed, with the histories that the changes give them. */
export function unitsThrough(units: readonly Unit[], unitChanges: readonly Succession[]): readonly Unit[] {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const change = (unitId: string, changed: (unit: Unit) => Unit): void => {
    const unit = known.get(unitId);
    if (unit) known.set(unitId, changed(unit));
  };
  for (const unitChange of standingChanges(unitChanges)) {
    for (const unitId of endedBy(unitChange)) change(unitId, (unit) => endedOn(unit, unitChange.on));
    for (const changes of unitChange.changed)
      change(changes.unitId, (unit) => changedOn(unit, unitChange.on, changes));
    for (const founded of unitChange.founded) known.set(founded.id, foundedOn(founded, unitChange.on));
  }
  return [...known.values()];
}

/** Units that no longer exist from the day of the change on. */
export function endedBy(unitChange: UnitChangeDraft): readonly string[] {
  return [...unitChange.ended, ...unitChange.abolished];
}

function endedOn(unit: Unit, on: string): Unit {
  const { parents, names, codes } = unit;
  return {
    ...unit,
    validTo: on,
    parents: closed(parents, on),
    names: closed(names, on),
    codes: closed(codes, on),
  };
}

function changedOn(unit: Unit, on: string, { name, code, parentId }: ChangedUnit): Unit {
  const { names, codes, parents } = unit;
  return {
    ...unit,
    ...(name && { names: [...closed(names, on), { text: name, from: on }] }),
    ...(code !== undefined && { codes: [...closed(codes, on), { code, from: on }] }),
    ...(parentId !== undefined && { parents: [...closed(parents, on), { unitId: parentId, from: on }] }),
  };
}

function foundedOn({ id, kind, name, code, parentId }: FoundedUnit, on: string): Unit {
  return {
    id,
    kind,
    validFrom: on,
    names: [{ text: name, from: on }],
    codes: code === undefined ? [] : [{ code, from: on }],
    parents: parentId === undefined ? [] : [{ unitId: parentId, from: on }],
  };
}

/** What is valid on the day ends there; what was to begin later never begins. */
function closed<Held extends { readonly from: string; readonly to?: string | undefined }>(
  held: readonly Held[],
  on: string,
): readonly Held[] {
  return held
    .filter(({ from }) => from < on)
    .map((each) => (each.to === undefined || each.to > on ? { ...each, to: on } : each));
}
