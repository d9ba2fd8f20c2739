/** The start page of staff: the dashboard, and the choice of the unit to view. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { searchField } from '../../access/accounts/input.ts';
import { line } from '../../platform/web/fields.ts';
import { downloadLinks, sendDownload } from '../../platform/web/download.ts';
import { readBody, readQuery } from '../../platform/web/input.ts';
import { chartsTaken } from '../../dissemination/results/chartsTaken.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { signedIn, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { firstMenuLine } from '../../access/web/menu.ts';
import { requestContextOf } from '../../access/web/requestContext.ts';
import type { DashboardOptions } from './card.ts';
import { dashboardOf } from './dashboard.ts';
import { dayGlances, indexGlance, robustGlance, type GlanceOptions } from './glance.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { dashboardTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

const unitsShown = 100;

interface DashboardRoutesOptions
  extends
    RoutesOptions,
    Pick<DashboardOptions, 'behind' | 'kinds'>,
    Pick<GlanceOptions, 'rounds' | 'tallies' | 'columns'> {}

export const dashboardRoutes: Routes<DashboardRoutesOptions> = {
  'GET /staff': signedIn(openDashboard, firstMenuLine('home', dashboardTexts)),
  'GET /staff/unit': signedIn(listUnits),
  'POST /staff/unit': signedIn(chooseUnit),
};

async function openDashboard(context: StaffContext, tools: DashboardRoutesOptions): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores, behind, kinds, now } = tools;
  const t = dashboardTexts[language];
  const { rounds, tallies, columns } = tools;
  const glancing = { stores, now: now(), rounds, tallies, columns };
  const [cards, index, robust, days] = await Promise.all([
    dashboardOf(caller, { stores, now: now(), behind, kinds }),
    indexGlance(caller, glancing),
    robustGlance(caller, glancing),
    dayGlances(caller, glancing),
  ]);
  const parts = [
    ...(index ? chartsTaken({ ...index, groups: [] }, language) : []),
    ...days.map(({ chart, title, description }, at) => ({
      key: `days-${at}`,
      title: `${t.days.title}: ${title}`,
      chart: { ...chart, description },
    })),
  ];
  const isMadeUp = index?.isMadeUp;
  if (await sendDownload(req, res, parts, { name: 'home', language, isMadeUp })) return sent;
  const withLines = cards.filter(({ lines }) => lines.length > 0);
  return page(
    'app/dashboard/dashboard',
    { title: t.title },
    {
      t,
      hello: t.hello({ name: caller.account.fullName }),
      hasRole: caller.grants.length > 0,
      results: resultTexts[language],
      index,
      robust,
      robustLimits: catalogue('dissemination/robust')[language].limits,
      days,
      take: downloadLinks(req, parts, language),
      mine: withLines.filter(({ isMine }) => isMine),
      cards: withLines.filter(({ isMine }) => !isMine),
      quiet: cards.filter(({ lines }) => lines.length === 0).map(({ empty }) => empty),
    },
  );
}

async function listUnits(context: StaffContext): Promise<Reply> {
  const { req, caller, language } = context;
  const t = dashboardTexts[language];
  const { q: text } = await readQuery(req, searchField);
  const units = caller.units
    .outline()
    .filter(({ unit }) => isWithinTheirs(caller, unit.id))
    .map(({ unit, depth }) => ({
      id: unit.id,
      depth,
      name: inLanguage(caller.units.name(unit.id), language),
    }));
  const found = text === '' ? units : units.filter(({ name }) => finds([name], text));
  return page(
    'app/dashboard/unit',
    { title: t.unit.title },
    {
      t,
      text,
      units: found.slice(0, unitsShown),
      more: found.length > unitsShown ? t.unit.more({ count: found.length - unitsShown }) : undefined,
      chosenUnitId: caller.chosenUnitId,
    },
  );
}

async function chooseUnit(context: StaffContext, tools: DashboardRoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores } = tools;
  const { unit: unitId } = await readBody(req, { unit: line(100) });
  if (unitId !== '' && !isWithinTheirs(caller, unitId)) throw notYours();
  await stores.sessions.chooseUnit(
    requestContextOf(req).session?.id ?? '',
    unitId === '' ? undefined : unitId,
  );
  return seeOther('/staff');
}

function isWithinTheirs(caller: Caller, unitId: string): boolean {
  return (
    caller.units.lives(unitId) &&
    caller.grants.some((grant) => grant.unitId === undefined || caller.units.isWithin(unitId, grant.unitId))
  );
}
