/**
 * The errors of a succession. A change with an error is not stored, so that units can always be derived from all
 * changes.
 */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { parentIdOf, unitName, type Unit } from './unit.ts';
import {
  endedBy,
  standingChanges,
  unitsThrough,
  type UnitChangeDraft,
  type Succession,
} from './succession.ts';
import { written } from './unitCalled.ts';
import { holdsOn } from '../../platform/calendar/validity.ts';

/**
 * - `nothing`: the change does nothing
 * - `notLiving`: a unit that it ends, changes or divides does not exist on the eve, or was ended on that day by another
 *   change
 * - `idTaken`: a new unit has the id of another
 * - `lost`: a unit ends without a successor, or a part of it has none
 * - `overlap`: a unit passes to others as a whole more than once, or continues all the same, or is ended twice
 * - `noHeir`: the successor does not exist on that day
 * - `fromNothing`: a new unit inherits nothing, in a change that does more than create units
 * - `orphan`: an existing unit would belong to one that has ended or is unknown
 * - `cycle`: units would belong to each other in a cycle
 * - `codeTwice`: two units would have the same code on one day
 * - `nameTwice`: a new unit and another under the same parent would have the same name on one day, and no codes
 *   distinguish them
 * - `notStanding`: the change that it undoes is unknown or already undone
 * - `builtUpon`: a later change refers to units that it ends, or to those of the change that it undoes
 * - `roundFixed`: a round has fixed its units as of that day or a later one, and they would change
 * - `inUse`: access points represent units created by the change that it undoes
 */
export type SuccessionErrorKind =
  | 'nothing'
  | 'notLiving'
  | 'idTaken'
  | 'lost'
  | 'overlap'
  | 'noHeir'
  | 'fromNothing'
  | 'orphan'
  | 'cycle'
  | 'codeTwice'
  | 'nameTwice'
  | 'notStanding'
  | 'builtUpon'
  | 'roundFixed'
  | 'inUse';

export interface SuccessionError {
  readonly kind: SuccessionErrorKind;
  /** The ids concerned: units; for `notStanding` and `builtUpon` changes, for `roundFixed` rounds. */
  readonly ids: readonly string[];
}

/**
 * @param units as they were entered, without changes
 * @param acts all stored changes
 * @param act the one to be added
 */
export function successionErrors(
  units: readonly Unit[],
  changes: readonly Succession[],
  change: Succession,
): readonly SuccessionError[] {
  const found =
    change.undoes === undefined
      ? [
          ...changeErrors(unitsThrough(units, changes), change),
          ...newOrderErrors(units, changes, change),
          { kind: 'builtUpon' as const, ids: restingOn(endedBy(change), changes, addDays(change.on, 1)) },
        ]
      : undoingErrors(units, changes, change);
  return found.filter(({ ids }) => ids.length > 0);
}

/** Errors of the change alone, checked on the units of its eve. */
function changeErrors(before: readonly Unit[], change: Succession): SuccessionError[] {
  const { on, founded, changed, inheritances, ended, abolished } = change;
  const gone = endedBy(change);
  const living = new Set(before.filter((unit) => livesAcross(unit, on)).map(({ id }) => id));
  const known = new Set(before.map(({ id }) => id));
  const foundedIds = founded.map(({ id }) => id);
  const from = (unitId: string) => inheritances.filter(({ fromId }) => fromId === unitId);
  const heirs = new Set([...foundedIds, ...[...living].filter((id) => !gone.includes(id))]);
  const sources = [...new Set(inheritances.map(({ fromId }) => fromId))];
  const divided = [...gone, ...sources];
  const begun = new Set(before.filter((unit) => livesOn(unit, on)).map(({ id }) => id));
  const altered = changed.map(({ unitId }) => unitId);
  const missing = [...divided.filter((id) => !living.has(id)), ...altered.filter((id) => !begun.has(id))];
  return [
    { kind: 'nothing', ids: divided.length + altered.length + founded.length === 0 ? [change.id] : [] },
    { kind: 'notLiving', ids: distinct(missing) },
    { kind: 'idTaken', ids: [...foundedIds.filter((id) => known.has(id)), ...repeated(foundedIds)] },
    { kind: 'lost', ids: ended.filter((id) => isLost(from(id))) },
    {
      kind: 'overlap',
      ids: distinct([
        ...repeated(gone),
        ...sources.filter((id) => isWholeTwice(from(id))),
        ...sources.filter((id) => isWhole(from(id)) && !ended.includes(id)),
        ...sources.filter((id) => abolished.includes(id)),
        ...repeated(altered),
        ...altered.filter((id) => gone.includes(id)),
      ]),
    },
    { kind: 'noHeir', ids: distinct(inheritances.map(({ toId }) => toId).filter((id) => !heirs.has(id))) },
    {
      kind: 'fromNothing',
      ids: foundedIds.filter((id) => divided.length > 0 && !inheritances.some(({ toId }) => toId === id)),
    },
  ];
}

type Share = Pick<Succession['inheritances'][number], 'extent'>;

const isWhole = (shares: readonly Share[]): boolean => shares.some(({ extent }) => extent === 'whole');
const isWholeTwice = (shares: readonly Share[]): boolean => isWhole(shares) && shares.length > 1;
/** Nothing passes on, or a single part, which leaves the rest without a successor. */
const isLost = (shares: readonly Share[]): boolean => !isWhole(shares) && shares.length < 2;

/** Errors that the change would cause among the units, on its day and on the days of later changes. */
function newOrderErrors(
  units: readonly Unit[],
  changes: readonly Succession[],
  change: Succession,
): SuccessionError[] {
  const [before, after] = [unitsThrough(units, changes), unitsThrough(units, [...changes, change])];
  const founded = new Set(change.founded.map(({ id }) => id));
  const later = after
    .flatMap(({ validFrom, validTo, codes, parents }) => [
      validFrom,
      validTo ?? '',
      ...[...codes, ...parents].map(({ from }) => from),
    ])
    .filter((day) => day > change.on);
  return distinct([change.on, ...later]).flatMap((day) => {
    const known = orderErrors(before, day);
    return orderErrors(after, day).map(({ kind, ids }) => {
      const old = new Set(known.find((error) => error.kind === kind)?.ids);
      const isNew = (id: string): boolean => (kind === 'nameTwice' ? founded.has(id) : !old.has(id));
      return { kind, ids: ids.filter(isNew) };
    });
  });
}

/** Errors among the units of a day. */
function orderErrors(units: readonly Unit[], on: string): SuccessionError[] {
  const living = units.filter((unit) => livesOn(unit, on));
  const ids = new Set(living.map(({ id }) => id));
  const parents = new Map(living.map((unit) => [unit.id, parentIdOf(unit, on)]));
  return [
    {
      kind: 'orphan',
      ids: living.filter(({ id }) => !ids.has(parents.get(id) ?? id)).map(({ id }) => id),
    },
    { kind: 'cycle', ids: [...ids].filter((id) => isInRing(id, parents)) },
    { kind: 'codeTwice', ids: sharingCode(living, parents, on) },
    { kind: 'nameTwice', ids: sharingName(living, parents, on) },
  ];
}

function isInRing(unitId: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let id = parents.get(unitId); id !== undefined && !seen.has(id); id = parents.get(id)) {
    if (id === unitId) return true;
    seen.add(id);
  }
  return false;
}

const codeOf = ({ codes }: Unit, on: string): string | undefined =>
  codes.find((each) => holdsOn(each, on))?.code;

/** Units of which two have the same code below one root; codes are official only within a tree. */
function sharingCode(
  living: readonly Unit[],
  parents: ReadonlyMap<string, string | undefined>,
  on: string,
): string[] {
  const coded = living.filter((unit) => codeOf(unit, on) !== undefined);
  return alike(coded, (unit) => `${rootOf(unit.id, parents)} ${codeOf(unit, on)}`)
    .flat()
    .map(({ id }) => id);
}

/** Pasting a list a second time would duplicate its units. If each has a code, the codes distinguish them. */
function sharingName(
  living: readonly Unit[],
  parents: ReadonlyMap<string, string | undefined>,
  on: string,
): string[] {
  return alike(living, (unit) => `${parents.get(unit.id) ?? ''} ${written(unitName(unit, on).vi)}`)
    .filter((units) => units.some((unit) => codeOf(unit, on) === undefined))
    .flatMap((units) => units.map(({ id }) => id));
}

/** Groups of two or more units with the same value. */
function alike(units: readonly Unit[], said: (unit: Unit) => string): Unit[][] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const key = said(unit);
    const group = groups.get(key);
    if (group) group.push(unit);
    else groups.set(key, [unit]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * Id of the topmost unit above this one; empty for a topmost unit: those are compared with each other, since their
 * codes are official together.
 */
function rootOf(unitId: string, parents: ReadonlyMap<string, string | undefined>): string {
  const seen = new Set([unitId]);
  let root = '';
  for (let id = parents.get(unitId); id !== undefined && !seen.has(id); id = parents.get(id)) {
    seen.add(id);
    root = id;
  }
  return root;
}

function undoingErrors(
  units: readonly Unit[],
  changes: readonly Succession[],
  change: Succession,
): SuccessionError[] {
  const standing = standingChanges(changes);
  const undone = standing.find(({ id }) => id === change.undoes);
  if (!undone) return [{ kind: 'notStanding', ids: [change.undoes!] }];
  const others = standing.filter(({ id }) => id !== undone.id);
  const made = [
    ...undone.founded.map(({ id }) => id),
    ...endedBy(undone),
    ...undone.inheritances.flatMap(({ fromId, toId }) => [fromId, toId]),
  ];
  return [
    { kind: 'builtUpon', ids: restingOn(made, others, undone.on) },
    ...newOrderErrors(units, changes, { ...change, on: undone.on }),
  ];
}

/** Changes of the day or later that refer to one of these units. */
function restingOn(unitIds: readonly string[], changes: readonly Succession[], on: string): string[] {
  return standingChanges(changes)
    .filter((change) => change.on >= on && unitIds.some((id) => touchedBy(change).has(id)))
    .map(({ id }) => id);
}

/** Units to which a change refers, including parents. */
export function touchedBy({ founded, changed, inheritances, ...change }: UnitChangeDraft): Set<string> {
  const named = [
    ...endedBy({ founded, changed, inheritances, ...change }),
    ...founded.flatMap(({ id, parentId }) => [id, parentId]),
    ...changed.flatMap(({ unitId, parentId }) => [unitId, parentId]),
    ...inheritances.flatMap(({ fromId, toId }) => [fromId, toId]),
  ];
  return new Set(named.filter((id) => id !== undefined));
}

const livesOn = ({ validFrom, validTo }: Unit, on: string): boolean =>
  holdsOn({ from: validFrom, to: validTo }, on);

/** Exists on the eve of the day and, but for the change, on the day itself. */
function livesAcross({ validFrom, validTo }: Unit, on: string): boolean {
  return validFrom < on && (validTo === undefined || on < validTo);
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return distinct(ids.filter((id) => seen.has(id) || !seen.add(id)));
}
