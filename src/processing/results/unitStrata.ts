import type { UnitTree } from '../../registers/units/unitTree.ts';
import { peopleIn } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import type { Stratum } from '../../statistics/estimation/estimate.ts';
import type { UnitCells } from './unitCells.ts';

/** What a unit's figure is made from. */
export interface UnitSource {
  readonly plan: CountingPlan;
  readonly cells: UnitCells;
  readonly tree: UnitTree;
  /** People or transactions that a unit represents, excluding subunits, if the method weights units by them. */
  readonly populations?: Readonly<Record<string, number>> | undefined;
}

/** A unit including all its subunits is one stratum. If units are weighted, each unit with responses is a stratum. */
export function unitStrata(
  { plan, cells, tree, populations = {} }: UnitSource,
  unitId: string,
): readonly Stratum[] {
  if (plan.method.acrossUnits === 'pooled') return [{ cell: cells.cell(unitId) }];
  return tree
    .subtreeIds(unitId)
    .map((id) => ({ id, cell: cells.own(id), population: populations[id] }))
    .filter(({ id, cell }) => tree.childIds(id).length === 0 || peopleIn(cell) > 0)
    .map(({ id, cell, population }) => ({
      cell,
      name: tree.name(id),
      ...(population !== undefined && { population }),
    }));
}
