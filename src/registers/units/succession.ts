/**
 * A change of units: one is added, renamed or ended, or, in a succession, new units are formed from old ones. It is
 * stored as one document and nothing else is written: the units of a day are derived from all changes in force, so
 * nobody ever sees half of a reorganisation. A change is undone only by another change.
 */
import type { Localized } from '../../platform/text/localized.ts';
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
  /** When it was entered, and by whom. */
  readonly entered: { readonly at: Date; readonly by: { readonly accountId: string; readonly name: string } };
}

/** A change before it has a number and an author. */
export type ActDraft = Omit<Succession, 'id' | 'entered'>;

export const emptyAct = { founded: [], changed: [], ended: [], abolished: [], inheritances: [] } as const;

/**
 * Changes are numbered as they are stored, so that two concurrent ones cannot both be checked against the same state.
 */
export function nextActId(acts: readonly Succession[]): string {
  return String(acts.length + 1).padStart(6, '0');
}

export interface LegalDocument {
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
export function standingActs(acts: readonly Succession[]): readonly Succession[] {
  const byId = new Map(acts.map((act) => [act.id, act]));
  const undoers = new Map<string, Succession[]>();
  for (const act of acts) {
    if (act.undoes !== undefined) undoers.set(act.undoes, [...(undoers.get(act.undoes) ?? []), act]);
  }
  const stands = (act: Succession): boolean => !(undoers.get(act.id) ?? []).some(stands);
  return [...byId.values()]
    .filter((act) => act.undoes === undefined && stands(act))
    .sort((one, other) => (one.on === other.on ? compare(one.id, other.id) : compare(one.on, other.on)));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** All units that ever existed, with the histories that the changes give them. */
export function unitsThrough(units: readonly Unit[], acts: readonly Succession[]): readonly Unit[] {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const change = (unitId: string, changed: (unit: Unit) => Unit): void => {
    const unit = known.get(unitId);
    if (unit) known.set(unitId, changed(unit));
  };
  for (const act of standingActs(acts)) {
    for (const unitId of endedBy(act)) change(unitId, (unit) => endedOn(unit, act.on));
    for (const changes of act.changed) change(changes.unitId, (unit) => changedOn(unit, act.on, changes));
    for (const founded of act.founded) known.set(founded.id, foundedOn(founded, act.on));
  }
  return [...known.values()];
}

/** Units that no longer exist from the day of the change on. */
export function endedBy(act: ActDraft): readonly string[] {
  return [...act.ended, ...act.abolished];
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
