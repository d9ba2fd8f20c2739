/**
 * An act on units: one is added, renamed or ended, or, in a succession, new ones are made of old ones. It is kept as one
 * document and nothing else is written: what units there are on a day is read through all acts that stand, so that half
 * of a reorganisation is never seen. An act is undone by another act only.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { Unit, UnitKind } from './unit.ts';

export interface Succession {
  readonly id: string;
  /** First day of the new order, `YYYY-MM-DD`. */
  readonly on: string;
  /** Every act that unites, divides or abolishes units has one. */
  readonly document?: LegalDocument | undefined;
  readonly founded: readonly FoundedUnit[];
  /** Units that live on under another name, code or parent. */
  readonly changed: readonly ChangedUnit[];
  /** Ids of units that end and go over to others, by `inheritances`. */
  readonly ended: readonly string[];
  /** Ids of units that end and go over to nobody. */
  readonly abolished: readonly string[];
  readonly inheritances: readonly Inheritance[];
  /** Id of the act that this one takes back; such an act does nothing else. */
  readonly undoes?: string | undefined;
  /** When it was entered, and by whom. */
  readonly entered: { readonly at: Date; readonly by: { readonly accountId: string; readonly name: string } };
}

/** An act before it has a number and a name under it. */
export type ActDraft = Omit<Succession, 'id' | 'entered'>;

export const emptyAct = { founded: [], changed: [], ended: [], abolished: [], inheritances: [] } as const;

/** Acts are numbered as they are kept, so that two at once cannot both be judged against the same others. */
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

/** What goes over from one unit to another: all of it, as in a merger, or a part, as in a split or a transfer. */
export interface Inheritance {
  readonly fromId: string;
  readonly toId: string;
  readonly extent: 'whole' | 'part';
}

/** Acts that are in force, by their day: those that no act in force has undone. */
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

/** All units that ever lived, with their lives as the acts have made them. */
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

/** Units that are no more from the act's day on. */
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

/** What holds on the day stops there; what was to begin later never does. */
function closed<Held extends { readonly from: string; readonly to?: string | undefined }>(
  held: readonly Held[],
  on: string,
): readonly Held[] {
  return held
    .filter(({ from }) => from < on)
    .map((each) => (each.to === undefined || each.to > on ? { ...each, to: on } : each));
}
