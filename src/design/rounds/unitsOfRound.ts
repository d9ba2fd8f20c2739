import type { Unit } from '../../registers/units/unit.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import type { Round } from './round.ts';

/** The units of a round as they are on its day, each once, those above first. */
export function unitsOfRound(
  { unitIds, unitsOn }: Pick<Round, 'unitIds' | 'unitsOn'>,
  units: readonly Unit[],
): readonly Unit[] {
  const tree = unitTreeOn(units, unitsOn);
  const ids = unitIds.flatMap((rootId) => (tree.has(rootId) ? tree.subtreeIds(rootId) : []));
  return [...new Set(ids)].map((id) => tree.get(id));
}
