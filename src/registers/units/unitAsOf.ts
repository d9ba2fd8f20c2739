/**
 * Responses keep the unit to which they were given. To read them as of another day, they are regrouped by the units of
 * that day: a unit that passed on as a whole follows its successor, aggregated from responses and never from averages;
 * a unit that was divided ends its series.
 */
import { endedBy, standingChanges, type Succession } from './succession.ts';

/** The unit to which a unit's responses belong, or the change at which the series breaks. */
export type AsOf =
  | { readonly unitId: string; readonly breaksAt?: undefined }
  | { readonly unitId?: undefined; readonly breaksAt: Succession };

/** @returns where responses of any unit belong as of `day`, whether it is before or after they were given */
export function unitsAsOf(changes: readonly Succession[], day: string): (unitId: string) => AsOf {
  const standing = standingChanges(changes);
  const passed = standing.filter(({ on }) => on <= day);
  const toCome = standing.filter(({ on }) => on > day);
  return (unitId) => {
    const founding = toCome.find(({ founded }) => founded.some(({ id }) => id === unitId));
    return founding ? backFrom(unitId, founding, toCome) : onFrom(unitId, passed);
  };
}

function onFrom(unitId: string, passed: readonly Succession[]): AsOf {
  const ending = passed.find((change) => endedBy(change).includes(unitId));
  if (!ending) return { unitId };
  const [heir] = ending.inheritances.filter(({ fromId }) => fromId === unitId);
  return heir?.extent === 'whole' ? onFrom(heir.toId, passed) : { breaksAt: ending };
}

/** A unit can be traced back only if it is one old unit under another id. */
function backFrom(unitId: string, founding: Succession, toCome: readonly Succession[]): AsOf {
  const [source, ...others] = founding.inheritances.filter(({ toId }) => toId === unitId);
  if (!source || others.length > 0 || source.extent === 'part') return { breaksAt: founding };
  const earlier = toCome.find(({ founded }) => founded.some(({ id }) => id === source.fromId));
  return earlier ? backFrom(source.fromId, earlier, toCome) : { unitId: source.fromId };
}

/** Units whose series breaks with the change: from its day on they are not comparable with what they were. */
export function breaksOf({ inheritances, abolished }: Succession): readonly string[] {
  const isOneToOne = ({ fromId, toId, extent }: Succession['inheritances'][number]): boolean =>
    extent === 'whole' &&
    inheritances.filter((other) => other.toId === toId || other.fromId === fromId).length === 1;
  const broken = inheritances.filter((each) => !isOneToOne(each));
  return [...new Set([...broken.flatMap(({ fromId, toId }) => [fromId, toId]), ...abolished])];
}
