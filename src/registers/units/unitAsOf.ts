/**
 * Answers keep the unit that they were given to. To be read as of a day, they are put together anew by the units of that
 * day: what went over as a whole follows its heir, from answers and never from averages; what was divided breaks off.
 */
import { endedBy, standingActs, type Succession } from './succession.ts';

/** The unit under which a unit's answers stand, or the act at which the series breaks off. */
export type AsOf =
  | { readonly unitId: string; readonly breaksAt?: undefined }
  | { readonly unitId?: undefined; readonly breaksAt: Succession };

/** @returns where answers of any unit belong as of `day`, be it before or after they were given */
export function unitsAsOf(acts: readonly Succession[], day: string): (unitId: string) => AsOf {
  const standing = standingActs(acts);
  const passed = standing.filter(({ on }) => on <= day);
  const toCome = standing.filter(({ on }) => on > day);
  return (unitId) => {
    const founding = toCome.find(({ founded }) => founded.some(({ id }) => id === unitId));
    return founding ? backFrom(unitId, founding, toCome) : onFrom(unitId, passed);
  };
}

function onFrom(unitId: string, passed: readonly Succession[]): AsOf {
  const ending = passed.find((act) => endedBy(act).includes(unitId));
  if (!ending) return { unitId };
  const [heir] = ending.inheritances.filter(({ fromId }) => fromId === unitId);
  return heir?.extent === 'whole' ? onFrom(heir.toId, passed) : { breaksAt: ending };
}

/** A unit can be read back only where it is one old unit under another id. */
function backFrom(unitId: string, founding: Succession, toCome: readonly Succession[]): AsOf {
  const [source, ...others] = founding.inheritances.filter(({ toId }) => toId === unitId);
  if (!source || others.length > 0 || source.extent === 'part') return { breaksAt: founding };
  const earlier = toCome.find(({ founded }) => founded.some(({ id }) => id === source.fromId));
  return earlier ? backFrom(source.fromId, earlier, toCome) : { unitId: source.fromId };
}

/** Units whose series breaks with the act: what they are from its day on is not what they were. */
export function breaksOf({ inheritances, abolished }: Succession): readonly string[] {
  const isOneToOne = ({ fromId, toId, extent }: Succession['inheritances'][number]): boolean =>
    extent === 'whole' &&
    inheritances.filter((other) => other.toId === toId || other.fromId === fromId).length === 1;
  const broken = inheritances.filter((each) => !isOneToOne(each));
  return [...new Set([...broken.flatMap(({ fromId, toId }) => [fromId, toId]), ...abolished])];
}
