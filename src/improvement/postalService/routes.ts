/** Shares of the public postal service: of all units in a year, and of one unit by month with its target. */
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText, hundredthsText } from '../../platform/text/numbers.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { tableRows, type Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { sendDownload, downloadLinks, type DownloadSource } from '../../platform/web/download.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { readQuery } from '../../platform/web/input.ts';
import { targetForm, yearChoice, yearField } from './input.ts';
import { postalTable, rowWords, shareOf, type PostalRow } from './postalRows.ts';
import { targetId, ways, type PostalTarget } from './share.ts';
import { postalServiceTexts } from './texts.ts';
import { countsIn, readYearCaseload, unitsToShow, type YearCaseload } from './yearCaseload.ts';
import type { RoutesOptions } from '../stores.ts';

export const routes: Routes<RoutesOptions> = {
  'GET /staff/postal-service': may('seeCaseloads', listUnits, menuLine('parIndex', postalServiceTexts)),
  'GET /staff/postal-service/:unitId': may('seeCaseloads', openUnit),
  'POST /staff/postal-service/:unitId/target': may('keepCaseloads', keepTarget),
};

interface UnitRow extends PostalRow {
  readonly unitId: string;
}

async function listUnits(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const t = postalServiceTexts[language];
  const caseload = await readYearCaseload(tools, (await readQuery(req, yearField)).year);
  const { year, months } = caseload;
  const rows = await unitRows(context, tools, caseload);
  const [from = '', to = from] = [months[0]?.slice(5), months.at(-1)?.slice(5)];
  const { yearField: years, madeUp } = frameOf(caseload, language);
  return await list<UnitRow, Line>(
    context,
    {
      title: t.title,
      lead: t.lead,
      links: [caller.holds('keepCaseloads') && { label: t.caseloads, url: '/staff/caseloads/many' }],
      madeUp: madeUp ? t.madeUp : undefined,
      search: { label: t.search, texts: ({ name }) => [name] },
      filters: [{ ...years, usual: year }],
      hint: rows.length > 0 ? { text: t.months({ from, to, year }) } : undefined,
      isEmpty: false, // another year may be chosen
      ...(rows.length === 0 && { noneFound: t.empty }),
      file: {
        ...downloadSource(caseload, '', language),
        key: 'post',
        table: (found) => postalTable(t.unit, found, language),
      },
      complete: async (found) =>
        found.map((row) => ({
          ...rowWords(row, language),
          url: `/staff/postal-service/${row.unitId}?year=${year}`,
        })),
      columns: columnsOf(t.unit, language),
    },
    rows,
  );
}

async function unitRows(
  { caller, language }: StaffContext,
  { stores }: RoutesOptions,
  caseload: YearCaseload,
): Promise<readonly UnitRow[]> {
  const { year, months } = caseload;
  const unitIds = unitsToShow(caller, caseload);
  const targets = await stores.postalTargets.find(unitIds.map((id) => targetId(id, year)));
  return unitIds.map((unitId) => ({
    unitId,
    name: inLanguage(caller.units.name(unitId), language),
    counts: countsIn(caller, caseload, unitId, months),
    before: countsIn(caller, caseload, unitId, months.map(yearBefore)),
    target: targets.get(targetId(unitId, year)),
  }));
}

type Line = ReturnType<typeof rowWords> & { readonly url?: string };

/** @param heading of the column of names */
function columnsOf(heading: string, language: PageLanguage): readonly Column<Line, PostalRow>[] {
  const t = postalServiceTexts[language];
  const number = { isNumber: true, isHighestFirst: true };
  return [
    { key: 'name', heading, url: ({ url }) => url, sort: ({ name }) => name },
    { ...number, key: 'transactions', heading: t.transactions, sort: ({ counts }) => counts.transactions },
    ...ways.flatMap((way, index): readonly Column<Line, PostalRow>[] => [
      {
        ...number,
        key: way,
        heading: t.ways[way],
        value: (line) => line.ways[index]?.share,
        detail: (line) => line.ways[index]?.target,
        sort(row) {
          const { share } = shareOf(row, way);
          return share && decimalToNumber(share);
        },
      },
      {
        key: `${way}Change`,
        heading: t.change,
        isNumber: true,
        value: (line) => line.ways[index]?.change,
      },
    ]),
  ];
}

async function openUnit(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showUnit(context, tools, (await readQuery(context.req, yearField)).year);
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function keepTarget(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const unitId = unitOf(context);
  caller.demand('keepCaseloads', [unitId]);
  const sent = await targetForm.read(context);
  const { year } = sent.typed;
  if (!sent.ok) return await showUnit(context, tools, year, sent);
  const { received, returned } = sent.values;
  const target = { ...(received !== undefined && { received }), ...(returned !== undefined && { returned }) };
  const id = targetId(unitId, year);
  const before = (await stores.postalTargets.find([id])).get(id);
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'postalTarget.kept',
    unitIds: [unitId],
    subject: { id, label: `${inLanguage(caller.units.name(unitId), 'vi')} ${year}` },
    before: factsOf(before),
    after: factsOf(target),
  });
  await stores.postalTargets.put({ id, ...target }, entry);
  return seeOther(`/staff/postal-service/${unitId}?year=${year}&done=saved`);
}

async function showUnit(
  context: StaffContext,
  tools: RoutesOptions,
  wanted: string,
  refused?: typeof targetForm.empty,
): Promise<Reply> {
  const { req, res, caller, language, notice } = context;
  const { stores } = tools;
  const t = postalServiceTexts[language];
  const unitId = unitOf(context);
  caller.demand('seeCaseloads', [unitId]);
  const caseload = await readYearCaseload(tools, wanted);
  const id = targetId(unitId, caseload.year);
  const target = (await stores.postalTargets.find([id])).get(id);
  const counts = (months: readonly string[]) => countsIn(caller, caseload, unitId, months);
  const whole = counts(caseload.months);
  const rows: PostalRow[] = [
    { name: caseload.year, counts: whole, before: counts(caseload.months.map(yearBefore)), target },
    ...caseload.months.map((month) => ({
      name: dayText(month, language),
      counts: counts([month]),
      before: counts([yearBefore(month)]),
    })),
  ];
  const shown =
    refused ??
    targetForm.filled({
      received: typedText(target?.received, language),
      returned: typedText(target?.returned, language),
    });
  const { fields, errors } = targetForm.onPage(language, shown);
  const parts = [{ key: 'post', title: t.title, table: postalTable(t.month, rows, language) }];
  if (await sendDownload(req, res, parts, downloadSource(caseload, unitId, language))) return written;
  return page(
    'improvement/postalService/unit',
    {
      title: `${t.title}: ${inLanguage(caller.units.name(unitId), language)}`,
      notice: notice(t.notices),
      status: shown.status,
    },
    {
      t,
      ...frameOf(caseload, language),
      unitId,
      rows: tableRows<Line>(
        columnsOf(t.month, language),
        rows.map((row) => rowWords(row, language)),
        { title: t.title, language },
      ),
      take: downloadLinks(req, parts, language),
      told:
        whole.told > 0 && whole.told < whole.transactions
          ? t.told({ told: countText(whole.told, language), all: countText(whole.transactions, language) })
          : undefined,
      errors,
      fields: caller.may('keepCaseloads', unitId) ? fields : undefined,
    },
  );
}

/** @throws Problem notFound both for a unit that does not exist and for one that is not the caller's */
function unitOf({ caller, param }: StaffContext): string {
  const unitId = param('unitId');
  if (!caller.units.find(unitId)) throw notYours();
  return unitId;
}

function frameOf(caseload: YearCaseload, language: PageLanguage) {
  const { year, madeUp } = caseload;
  return { year, yearField: yearChoice(postalServiceTexts[language].year, caseload), madeUp };
}

/** @param of a unit; empty: all that are shown */
function downloadSource({ year, madeUp }: YearCaseload, of: string, language: PageLanguage): DownloadSource {
  const name = ['buu-chinh-cong-ich', year, of].filter(Boolean).join('-');
  return { name, language, notes: [postalServiceTexts[language].lead], isMadeUp: madeUp };
}

/** The number as a user would type it. */
function typedText(hundredths: number | undefined, language: PageLanguage): string {
  return hundredths === undefined ? '' : hundredthsText(hundredths, language);
}

function factsOf(target: Omit<PostalTarget, 'id'> | undefined): Facts {
  return Object.fromEntries(ways.map((way) => [way, typedText(target?.[way], 'en')]));
}
