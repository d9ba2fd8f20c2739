/** The tree of units, to view and to search, and the history of each. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { searchField } from '../../access/accounts/input.ts';
import { readQuery } from '../../platform/web/input.ts';
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import type { Link } from '../../access/web/listDeclaration.ts';
import { menuLine } from '../../access/web/menu.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { holdsOn, type Validity } from '../../platform/calendar/validity.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions, Stores } from '../stores.ts';
import { unitChangeTexts } from './changeTexts.ts';
import { manyTexts } from './manyTexts.ts';
import { successionTexts } from './successionTexts.ts';
import { unitTexts } from './texts.ts';
import { historyOf, parentIdOf, unitName } from './unit.ts';

export const unitRoutes: Routes<RoutesOptions> = {
  'GET /staff/units': may('seeAccessPoints', listUnits, menuLine('administration', unitTexts)),
  'GET /staff/units/:unitId': may('seeAccessPoints', openUnit),
};

async function listUnits(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { req, caller, language, notice } = context;
  const t = unitTexts[language];
  const unitIds = caller.unitIdsInView('seeAccessPoints');
  const pointCounts = await countPoints(stores);
  const { q: text } = await readQuery(req, searchField);
  const isTree = text === '' && req.query['sort'] === undefined;
  const units = caller.units
    .outline()
    .filter(({ unit }) => !unitIds || unitIds.has(unit.id))
    .map(({ unit, depth }) => ({
      id: unit.id,
      depth: isTree ? Math.min(depth, 5) : 0,
      name: inLanguage(caller.units.name(unit.id), language),
      kind: t.kinds[unit.kind],
      code: unit.codes.find((code) => holdsOn(code, caller.units.day))?.code ?? '',
      points: pointCounts.get(unit.id) ?? 0,
    }));
  return await list(
    context,
    {
      title: t.title,
      notice: notice(t.done),
      lead: t.lead,
      actions: caller.holds('changeUnits') ? actionsIn(language) : [],
      search: { label: t.search, texts: ({ name, code }) => [name, code] },
      count: t.shown,
      empty: caller.may('changeUnits', undefined) ? t.emptyAdd : t.empty,
      noneFound: t.noneFound({ text }),
      columns: columnsOf(caller, t),
    },
    units,
  );
}

function actionsIn(language: PageLanguage): readonly Link[] {
  const successions = successionTexts[language];
  return [
    { label: unitChangeTexts[language].add, url: '/staff/units/new' },
    { label: manyTexts[language].title, url: '/staff/units/many' },
    { label: successions.make, url: '/staff/successions/new' },
    { label: successions.title, url: '/staff/successions' },
  ];
}

interface UnitLine {
  readonly id: string;
  /** In the tree; 0 where the list is not a tree. */
  readonly depth: number;
  readonly name: string;
  readonly kind: string;
  readonly code: string;
  readonly points: number;
}

function columnsOf(caller: Caller, t: (typeof unitTexts)['vi']): readonly Column<UnitLine>[] {
  const posters: Column<UnitLine> = {
    key: 'posters',
    heading: t.posters,
    isAction: true,
    value: () => t.posters,
    url: ({ id }) => `/staff/posters?unit=${encodeURIComponent(id)}`,
    linkName: ({ name }) => t.postersOf({ unit: name }),
  };
  return [
    { key: 'name', heading: t.name, url: ({ id }) => unitUrl(id), className: ({ depth }) => `depth${depth}` },
    { key: 'kind', heading: t.kind },
    { key: 'code', heading: t.code },
    {
      key: 'points',
      heading: t.points,
      url: ({ name, points }) =>
        points > 0 ? `/staff/access-points?q=${encodeURIComponent(name)}` : undefined,
    },
    ...(caller.holds('printPosters') ? [posters] : []),
  ];
}

/** Access points by the unit that each represents now. */
async function countPoints({ accessPoints }: Stores): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { revisions } of await accessPoints.list()) {
    const unitId = revisions.at(-1)?.unitId ?? '';
    counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
  }
  return counts;
}

/** Statuses: 200; 404 when there is no such unit, or the caller may not see it. */
async function openUnit(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { caller, language, notice, param } = context;
  const t = unitTexts[language];
  const all = new Map((await stores.units.list()).map((unit) => [unit.id, unit]));
  const unit = all.get(param('unitId'));
  if (!unit) throw notYours();
  caller.demand('seeAccessPoints', [unit.id]);
  const { day } = caller.units;
  const nameOn = (unitId: string, on: string): string => {
    const named = all.get(unitId);
    return named ? inLanguage(unitName(named, on), language) : unitId;
  };
  const life = { from: unit.validFrom, to: unit.validTo };
  const below = [...all.values()].filter(
    (other) =>
      parentIdOf(other, day) === unit.id && holdsOn({ from: other.validFrom, to: other.validTo }, day),
  );
  const history = historyOf(unit).map(({ what, text, parentId, span }) => ({
    what: t.lives[what],
    value: parentId === undefined ? inLanguage(text, language) : nameOn(parentId, span.from),
    url: parentId !== undefined && caller.may('seeAccessPoints', parentId) ? unitUrl(parentId) : undefined,
    ...spanOf(span, language),
  }));
  const columns = [
    ...textColumns(t, ['what']),
    { key: 'value', heading: t.value, url: ({ url }: (typeof history)[number]) => url } as const,
    ...textColumns(t, ['since', 'until']),
  ];
  return page(
    'registers/units/unit',
    { title: nameOn(unit.id, day), notice: notice(unitChangeTexts[language].done) },
    {
      t,
      kind: t.kinds[unit.kind],
      code: unit.codes.find((code) => holdsOn(code, day))?.code,
      life: spanOf(life, language),
      state: day < unit.validFrom ? 'toCome' : holdsOn(life, day) ? 'living' : 'ended',
      change: unitChangeTexts[language],
      mayChange: caller.may('changeUnits', unit.id),
      url: unitUrl(unit.id),
      unitId: unit.id,
      below: below.map(({ id }) => ({ url: unitUrl(id), name: nameOn(id, day) })),
      history: tableRows(columns, history, { title: t.history, language }),
    },
  );
}

const unitUrl = (unitId: string): string => `/staff/units/${encodeURIComponent(unitId)}`;

/** First and last day in words; without a last day: until now. */
function spanOf({ from, to }: Validity, language: PageLanguage) {
  return {
    since: dayText(from, language),
    until: to === undefined ? unitTexts[language].stillSo : dayText(addDays(to, -1), language),
  };
}
