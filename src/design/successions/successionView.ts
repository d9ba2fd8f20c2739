/**
 * What a change of units does, in the words of its page: which unit becomes which, and the access points and series
 * affected.
 */
import { tableRows } from '../../access/web/columns.ts';
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
function pointsMovedBy(change: Succession, points: readonly AccessPoint[]): readonly PointMove[] {
  const gone = new Set(endedBy(change));
  return points.flatMap((point) => {
    const fromId = point.revisions.at(-1)?.unitId;
    if (fromId === undefined || !gone.has(fromId)) return [];
    const heir = change.inheritances.find((each) => each.fromId === fromId && each.extent === 'whole');
    return [{ point, fromId, toId: heir?.toId }];
  });
}

/** @param units after the change, including old ones */
export function successionView(
  change: Succession,
  units: readonly Unit[],
  points: readonly AccessPoint[],
  language: PageLanguage,
) {
  const t = successionTexts[language];
  const names = {
    old: namesOn(addDays(change.on, -1), units, language),
    now: namesOn(change.on, units, language),
  };
  const { old, now } = names;
  const heirIds = heirsOf(change);
  const moves = pointsMovedBy(change, points);
  const isMoved = moves.filter(({ toId }) => toId !== undefined);
  const breaks = breaksOf(change).map((id) => (endedBy(change).includes(id) ? old(id) : now(id)));
  return {
    summary:
      heirIds.length + change.abolished.length > 0
        ? t.summary({ ended: change.ended.length, heirs: heirIds.length, abolished: change.abolished.length })
        : undefined,
    pointsSummary: t.points({ moved: isMoved.length, undecided: moves.length - isMoved.length }),
    breaksSummary: t.breaks({ count: breaks.length }),
    rows: tableRows<Row>(
      [
        { key: 'from', heading: t.from, value: ({ from }) => from.join(', ') },
        { key: 'what', heading: t.what },
        { key: 'to', heading: t.to, value: ({ to }) => to.join(', ') },
      ],
      [...inheritanceRows(change, names, language), ...otherRows(change, names, language)],
      { title: t.what, language },
    ),
    points: tableRows<PointMove>(
      [
        {
          key: 'point',
          heading: t.point,
          value: ({ point }) => point.code,
          url: ({ point }) => `/staff/access-points/${point.id}`,
        },
        { key: 'from', heading: t.from, value: ({ fromId }) => old(fromId) },
        { key: 'to', heading: t.to, value: ({ toId }) => (toId === undefined ? t.undecided : now(toId)) },
      ],
      moves,
      { title: t.pointsTitle, language },
    ),
    breaks,
  };
}

type NameOf = (id: string) => string;

interface Names {
  /** On the eve of the change. */
  readonly old: NameOf;
  readonly now: NameOf;
}

function namesOn(day: string, units: readonly Unit[], language: PageLanguage): NameOf {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return (id) => {
    const unit = byId.get(id);
    if (!unit) return id;
    const code = unit.codes.find((each) => holdsOn(each, day))?.code;
    return inLanguage(unitName(unit, day), language) + (code === undefined ? '' : ` (${code})`);
  };
}

function heirsOf({ inheritances }: Succession): readonly string[] {
  return [...new Set(inheritances.map(({ toId }) => toId))];
}

interface Row {
  readonly what: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Units that pass to others, whole or in part. */
function inheritanceRows(change: Succession, { old, now }: Names, language: PageLanguage): readonly Row[] {
  const { does } = successionTexts[language];
  const wholes = heirsOf(change).flatMap((toId) => {
    const from = change.inheritances.filter((each) => each.toId === toId && each.extent === 'whole');
    return from.length === 0
      ? []
      : [{ what: does.whole, from: from.map(({ fromId }) => old(fromId)), to: [now(toId)] }];
  });
  const dividedIds = new Set(
    change.inheritances.filter(({ extent }) => extent === 'part').map(({ fromId }) => fromId),
  );
  const parts = [...dividedIds].map((fromId) => ({
    what: change.ended.includes(fromId) ? does.split : does.part,
    from: [old(fromId)],
    to: change.inheritances.filter((each) => each.fromId === fromId).map(({ toId }) => now(toId)),
  }));
  return [...wholes, ...parts];
}

/** Units that are changed, added without inheriting, or abolished. */
function otherRows(change: Succession, { old, now }: Names, language: PageLanguage): readonly Row[] {
  const { does, under } = successionTexts[language];
  const withParent = (id: string, parentId: string | undefined): readonly string[] => [
    now(id),
    ...(parentId === undefined ? [] : [under({ parent: now(parentId) })]),
  ];
  const heirIds = heirsOf(change);
  return [
    ...change.changed.map(({ unitId, parentId }) => ({
      what: does.changed,
      from: [old(unitId)],
      to: withParent(unitId, parentId),
    })),
    ...change.founded
      .filter(({ id }) => !heirIds.includes(id))
      .map(({ id, parentId }) => ({ what: does.founded, from: [], to: withParent(id, parentId) })),
    ...change.abolished.map((id) => ({ what: does.abolished, from: [old(id)], to: [] })),
  ];
}
