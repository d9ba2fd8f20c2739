/** The tree of units, to view and to search, and the history of each. */
import type { Router } from 'express';
import { readSearch } from '../../access/accounts/input.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { unitChangeTexts } from './changeTexts.ts';
import { manyTexts } from './manyTexts.ts';
import { successionTexts } from './successionTexts.ts';
import { unitTexts } from './texts.ts';
import { historyOf, parentIdOf, unitName } from './unit.ts';
import { holdsOn, type Validity } from '../../platform/calendar/validity.ts';
import type { Stores } from '../stores.ts';

export function unitRoutes({ stores }: { stores: Stores }): Router {
  const router = staffRouter();

  router.get('/staff/units', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = unitTexts[language];
    const search = await readSearch(req);
    const unitIds = caller.unitIdsInView('seeAccessPoints');
    const pointCounts = new Map<string, number>();
    for (const { revisions } of await stores.accessPoints.list()) {
      const unitId = revisions.at(-1)?.unitId ?? '';
      pointCounts.set(unitId, (pointCounts.get(unitId) ?? 0) + 1);
    }
    const found = caller.units
      .outline()
      .filter(({ unit }) => !unitIds || unitIds.has(unit.id))
      .map(({ unit, depth }) => ({
        id: unit.id,
        url: unitUrl(unit.id),
        depth: search.text === '' ? Math.min(depth, 5) : 0,
        name: inLanguage(caller.units.name(unit.id), language),
        kind: t.kinds[unit.kind],
        code: unit.codes.find((code) => holdsOn(code, caller.units.day))?.code ?? '',
        points: pointCounts.get(unit.id) ?? 0,
      }))
      .filter(({ name, code }) => finds([name, code], search.text));
    const shown = pageOf(found, search.page);
    renderStaffPage(
      req,
      res,
      'registers/units/list',
      { title: t.title },
      {
        t,
        text: search.text,
        count: t.shown(shown.length, found.length),
        units: shown,
        change: unitChangeTexts[language],
        successions: successionTexts[language],
        many: manyTexts[language],
        mayChange: caller.holds('changeUnits'),
        mayPrint: caller.holds('printPosters'),
        nextUrl: nextPageUrl(req, found.length, search.page),
      },
    );
  });

  /** Statuses: 200; 404 when there is no such unit, or the caller may not see it. */
  router.get('/staff/units/:unitId', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = unitTexts[language];
    const all = new Map((await stores.units.list()).map((unit) => [unit.id, unit]));
    const unit = all.get(req.params['unitId']);
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
    renderStaffPage(
      req,
      res,
      'registers/units/unit',
      { title: nameOn(unit.id, day), notice: noticeFor(req, unitChangeTexts[language].done) },
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
        history: historyOf(unit).map(({ what, text, parentId, span }) => ({
          what: t.lives[what],
          text: parentId === undefined ? inLanguage(text, language) : nameOn(parentId, span.from),
          url:
            parentId !== undefined && caller.may('seeAccessPoints', parentId) ? unitUrl(parentId) : undefined,
          ...spanOf(span, language),
        })),
      },
    );
  });

  return router;
}

const unitUrl = (unitId: string): string => `/staff/units/${encodeURIComponent(unitId)}`;

/** First and last day in words; without a last day: until now. */
function spanOf({ from, to }: Validity, language: PageLanguage) {
  return {
    from: dayText(from, language),
    to: to === undefined ? undefined : dayText(addDays(to, -1), language),
  };
}
