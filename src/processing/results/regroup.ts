/**
 * A round read by the units of another day. Its answers stay where they were given. A unit of that day has as parts the units
 * that became part of it, and its figure is summed from their cells as usual, never from averages. A unit that was divided,
 * or covered only partly, has no figure.
 *
 * A figure as of a day is published alongside those as collected, and a reader can subtract them. So it is shown only if it
 * is the sum of figures that are shown as collected: then it discloses nothing further.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { Succession } from '../../registers/units/succession.ts';
import { unitsAsOf, type AsOf } from '../../registers/units/unitAsOf.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import { peopleIn } from '../../statistics/estimation/cell.ts';
import type { Part } from '../../statistics/disclosure/release.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';

export interface Regrouping {
  /** `YYYY-MM-DD` */
  readonly on: string;
  /** The unit to start with: the one that the whole round covers, or the lowest unit above all of its units. */
  readonly topId: string | undefined;
  /** The unit of the day that a unit of the round belongs to. */
  readonly positionOf: (unitId: string) => string | undefined;
  /** Units with answers that belong to no unit of the day, and the changes of units that break their series. */
  readonly broken: readonly { readonly name: Localized; readonly change: Succession | undefined }[];
  /** Whether answers of the unit or of a subunit were not collected, or were divided among several units. */
  readonly isPartial: (unitId: string) => boolean;
  /** Whether a figure is the sum of figures that are shown as collected. */
  readonly isTold: (unitId: string, of: Part) => boolean;
}

export interface UnitsOfDay {
  readonly changes: readonly Succession[];
  readonly tree: UnitTree;
}

/** The units of the round on the day recorded for its units. */
export function scopeOf({ round, tree }: Pick<MeasuredRound, 'round' | 'tree'>): readonly string[] {
  return round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
}

/** @param day the units of the day to read it by */
export function regrouped(measured: MeasuredRound, day: UnitsOfDay, now: Date): MeasuredRound {
  const positions = positionsIn(measured, day, now);
  const tree = treeWithParts(day.tree, measured.tree, positions.partsOf);
  const roots = wholeUnits(tree, positions.partial);
  const told = toldBySums(measured, now);
  return {
    ...measured,
    tree,
    round: { ...measured.round, unitIds: roots },
    regrouping: {
      on: day.tree.day,
      topId: topOf(tree, roots),
      positionOf: (unitId) => positions.positionOf(unitId).unitId,
      broken: positions.broken,
      isPartial: (unitId) => positions.partial.has(unitId),
      isTold: (unitId, of) => {
        if ('dimension' in of) return false;
        const within = new Set(tree.subtreeIds(unitId));
        const scopes: Scope[] =
          of.scope.kind === 'whole'
            ? [WHOLE, ...measured.plan.factors.map((id): Scope => ({ kind: 'factor', id }))]
            : [of.scope];
        return scopes.every((scope) => told(within, scope));
      },
    },
  };
}

/** Units that exist on both days but whose series breaks between them, because a part of them left or joined. */
export function divisionsBetween(
  changes: readonly Succession[],
  from: string,
  until: string,
): ReadonlySet<string> {
  const between = changes.filter(({ on }) => from < on && on <= until);
  const parts = between.flatMap(({ inheritances }) => inheritances.filter(({ extent }) => extent === 'part'));
  return new Set(parts.flatMap(({ fromId, toId }) => [fromId, toId]));
}

/** Which unit of the day each unit of the round belongs to, and which units belong to none. */
function positionsIn(measured: MeasuredRound, { changes, tree: dayTree }: UnitsOfDay, now: Date) {
  const { tree } = measured;
  const asOf = unitsAsOf(changes, dayTree.day);
  const { cells } = roundFigures(measured, now);
  const scope = new Set(scopeOf(measured));
  const partsOf = new Map<string, string[]>();
  const partial = new Set<string>();
  const broken: Regrouping['broken'][number][] = [];

  const positionOf = (unitId: string) => {
    const position = asOf(unitId);
    const isThere = position.unitId !== undefined && dayTree.has(position.unitId);
    return { unitId: isThere ? position.unitId : undefined, change: position.breaksAt };
  };
  /** @param upTo the first ancestor that is not affected */
  const markPartial = (unitId: string | undefined, upTo?: string): void => {
    if (unitId === undefined || !dayTree.has(unitId)) return;
    const line = [unitId, ...dayTree.ancestorIds(unitId)];
    for (const id of upTo === undefined ? line : line.slice(0, line.indexOf(upTo))) partial.add(id);
  };
  const addPart = (toId: string, unitId: string): void => {
    partsOf.set(toId, [...(partsOf.get(toId) ?? []), unitId]);
  };
  /** The nearest ancestor that exists on the day. */
  const rankAbove = (unitId: string): string | undefined =>
    tree
      .ancestorIds(unitId)
      .map((id) => positionOf(id).unitId)
      .find((id) => id !== undefined);

  for (const unitId of tree.rootIds().flatMap((id) => tree.subtreeIds(id))) {
    const position = positionOf(unitId);
    if (!scope.has(unitId)) {
      markPartial(position.unitId);
      continue;
    }
    const hasOwn = peopleIn(cells.own(unitId)) > 0;
    if (position.unitId !== undefined) {
      if (hasOwn || position.unitId === unitId || tree.childIds(unitId).length === 0) {
        addPart(position.unitId, unitId);
      }
    } else if (hasOwn) {
      const heirs = heirsOf(position.change, unitId, asOf);
      const above = rankAbove(unitId);
      const stays =
        above !== undefined && heirs.every((id) => dayTree.has(id) && isWithin(dayTree, id, above));
      for (const heir of heirs) markPartial(heir, stays ? above : undefined);
      if (stays) addPart(above, unitId);
      else markPartial(above);
      broken.push({ name: tree.name(unitId), change: position.change });
    }
  }
  return { partsOf, partial, broken, positionOf };
}

/** Units of the day that received a part of a divided unit. */
function heirsOf(change: Succession | undefined, unitId: string, asOf: (unitId: string) => AsOf): string[] {
  const heirs = (change?.inheritances ?? []).filter(({ fromId }) => fromId === unitId);
  return heirs.flatMap(({ toId }) => asOf(toId).unitId ?? toId);
}

function isWithin(tree: UnitTree, unitId: string, aboveId: string): boolean {
  return unitId === aboveId || tree.ancestorIds(unitId).includes(aboveId);
}

/** The tree of the day's units with answers of the round. The units that became part of them are added as their children. */
function treeWithParts(
  day: UnitTree,
  collected: UnitTree,
  partsOf: ReadonlyMap<string, readonly string[]>,
): UnitTree {
  const others = new Map(
    [...partsOf].flatMap(([id, parts]) => parts.filter((part) => part !== id).map((part) => [part, id])),
  );
  const shown = new Set<string>();
  for (const id of partsOf.keys()) for (const one of [id, ...day.ancestorIds(id)]) shown.add(one);
  const isPart = (id: string): boolean => others.has(id);
  const treeOf = (id: string): UnitTree => (isPart(id) ? collected : day);
  const parentId = (id: string): string | undefined => others.get(id) ?? day.parentId(id);
  const childIds = (id: string): readonly string[] =>
    isPart(id)
      ? []
      : [...day.childIds(id).filter((one) => shown.has(one)), ...(partsOf.get(id) ?? []).filter(isPart)];
  const subtreeIds = (id: string): readonly string[] => [id, ...childIds(id).flatMap(subtreeIds)];
  const get: UnitTree['get'] = (id) => treeOf(id).get(id);
  return {
    day: day.day,
    has: (id) => shown.has(id) || isPart(id),
    get,
    name: (id) => (isPart(id) ? asCollected(collected.name(id)) : day.name(id)),
    parentId,
    childIds,
    rootIds: () => day.rootIds().filter((id) => shown.has(id)),
    subtreeIds,
    ancestorIds: (id) => {
      const above = others.get(id);
      return above === undefined ? day.ancestorIds(id) : [above, ...day.ancestorIds(above)];
    },
    peerIds: (id) => {
      const above = parentId(id);
      const beside = above === undefined ? day.rootIds().filter((one) => shown.has(one)) : childIds(above);
      return beside.filter((one) => get(one).kind === get(id).kind && isPart(one) === isPart(id));
    },
  };
}

function asCollected({ vi, en }: Localized): Localized {
  return { vi: `${vi} (lúc thu phiếu)`, ...(en === undefined ? {} : { en: `${en} (as collected)` }) };
}

/** The topmost units that the round covers completely. */
function wholeUnits(tree: UnitTree, partial: ReadonlySet<string>): readonly string[] {
  const from = (id: string): readonly string[] => (partial.has(id) ? tree.childIds(id).flatMap(from) : [id]);
  return tree.rootIds().flatMap(from);
}

/** The only root, or the lowest unit above all roots. */
function topOf(tree: UnitTree, [first, ...others]: readonly string[]): string | undefined {
  if (first === undefined) return tree.rootIds()[0];
  if (others.length === 0) return first;
  return (
    tree.ancestorIds(first).find((id) => others.every((other) => tree.ancestorIds(other).includes(id))) ??
    first
  );
}

/** Whether the answers of some units are the sum of figures of one scope that are shown as collected. */
function toldBySums(measured: MeasuredRound, now: Date) {
  const { tree, round } = measured;
  const figures = roundFigures(measured, now);
  const hasOwn = (id: string): boolean => peopleIn(figures.cells.own(id)) > 0;
  return (unitIds: ReadonlySet<string>, scope: Scope): boolean => {
    const isTold = (id: string): boolean => {
      const answered = tree.subtreeIds(id).filter(hasOwn);
      const inside = answered.filter((one) => unitIds.has(one));
      if (inside.length === 0) return true;
      const isShown = figures.of(id, { scope }).state !== 'hidden';
      if (inside.length === answered.length && isShown) return true;
      const isOwnTold = !(hasOwn(id) && unitIds.has(id));
      return isOwnTold && tree.childIds(id).length > 0 && tree.childIds(id).every(isTold);
    };
    return round.unitIds.every((id) => !tree.has(id) || isTold(id));
  };
}
