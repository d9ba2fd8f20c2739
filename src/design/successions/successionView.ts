/**
 * What a change of units does, in the words of its page: which unit becomes which, and the access points and series
 * affected.
 */
import type { AccessPoint } from '../accessPoints/accessPoint.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { endedBy, type Succession } from '../../registers/units/succession.ts';
import { successionTexts } from '../../registers/units/successionTexts.ts';
import { unitName, type Unit } from '../../registers/units/unit.ts';
import { breaksOf } from '../../registers/units/unitAsOf.ts';
import { holdsOn } from '../../platform/calendar/validity.ts';

export interface PointMove {
  readonly point: AccessPoint;
  readonly fromId: string;
  /** Undefined when the unit is divided or abolished: a person has to decide where the point belongs. */
  readonly toId: string | undefined;
}

/** Access points of the units that the change ends, by their latest revision. */
function pointsMovedBy(act: Succession, points: readonly AccessPoint[]): readonly PointMove[] {
  const gone = new Set(endedBy(act));
  return points.flatMap((point) => {
    const fromId = point.revisions.at(-1)?.unitId;
    if (fromId === undefined || !gone.has(fromId)) return [];
    const heir = act.inheritances.find((each) => each.fromId === fromId && each.extent === 'whole');
    return [{ point, fromId, toId: heir?.toId }];
  });
}

/** @param units after the change, including old ones */
export function successionView(
  act: Succession,
  units: readonly Unit[],
  points: readonly AccessPoint[],
  language: PageLanguage,
) {
  const t = successionTexts[language];
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const eve = addDays(act.on, -1);
  const calledOn =
    (day: string) =>
    (id: string): string => {
      const unit = byId.get(id);
      if (!unit) return id;
      const code = unit.codes.find((each) => holdsOn(each, day))?.code;
      return inLanguage(unitName(unit, day), language) + (code === undefined ? '' : ` (${code})`);
    };
  const [old, now] = [calledOn(eve), calledOn(act.on)];
  const nowOrOld = (id: string): string => (endedBy(act).includes(id) ? old(id) : now(id));

  const heirs = [...new Set(act.inheritances.map(({ toId }) => toId))];
  const wholes = heirs.flatMap((toId) => {
    const from = act.inheritances.filter((each) => each.toId === toId && each.extent === 'whole');
    return from.length === 0
      ? []
      : [{ what: t.does.whole, from: from.map(({ fromId }) => old(fromId)), to: [now(toId)] }];
  });
  const dividedIds = new Set(
    act.inheritances.filter(({ extent }) => extent === 'part').map(({ fromId }) => fromId),
  );
  const parts = [...dividedIds].map((fromId) => ({
    what: act.ended.includes(fromId) ? t.does.split : t.does.part,
    from: [old(fromId)],
    to: act.inheritances.filter((each) => each.fromId === fromId).map(({ toId }) => now(toId)),
  }));
  const alone = act.founded.filter(({ id }) => !heirs.includes(id));
  const moves = pointsMovedBy(act, points);
  const isMoved = moves.filter(({ toId }) => toId !== undefined);
  const breaks = breaksOf(act).map(nowOrOld);
  return {
    summary:
      heirs.length + act.abolished.length > 0
        ? t.summary(act.ended.length, heirs.length, act.abolished.length)
        : undefined,
    pointsSummary: t.points(isMoved.length, moves.length - isMoved.length),
    breaksSummary: t.breaks(breaks.length),
    rows: [
      ...wholes,
      ...parts,
      ...act.changed.map(({ unitId, parentId }) => ({
        what: t.does.changed,
        from: [old(unitId)],
        to: [now(unitId), ...(parentId === undefined ? [] : [t.under(now(parentId))])],
      })),
      ...alone.map(({ id, parentId }) => ({
        what: t.does.founded,
        from: [],
        to: [now(id), ...(parentId === undefined ? [] : [t.under(now(parentId))])],
      })),
      ...act.abolished.map((id) => ({ what: t.does.abolished, from: [old(id)], to: [] })),
    ],
    points: moves.map(({ point, fromId, toId }) => ({
      code: point.code,
      id: point.id,
      from: old(fromId),
      to: toId === undefined ? t.undecided : now(toId),
    })),
    breaks,
  };
}
