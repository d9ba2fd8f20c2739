/** Holidays and make-up days by year: staff see them, administrators of the whole installation change them. */
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import { tableRows, textColumns, type Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';
import { also, inWords } from '../../platform/web/form.ts';
import { countedDays, holidayErrors, type Holiday, type HolidayYear } from './holiday.ts';
import { filledWith, holidayForm, holidayOf } from './input.ts';
import { holidayTexts } from './texts.ts';

export const routes: Routes<RoutesOptions> = {
  'GET /staff/holidays': may('seeHolidays', listYears, menuLine('administration', holidayTexts)),
  'GET /staff/holidays/:year': may('seeHolidays', openYear),
  'POST /staff/holidays/:year': may('keepHolidays', changeYear),
};

async function listYears(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { language } = context;
  const { stores } = tools;
  const t = holidayTexts[language];
  const daysOf = ({ holidays }: HolidayYear, kind: string): number =>
    holidays.filter((one) => one.kind === kind).flatMap(countedDays).length;
  return await list(
    context,
    {
      title: t.title,
      lead: t.lead,
      columns: [
        { key: 'year', heading: t.year, url: ({ year }) => `/staff/holidays/${year}` },
        { key: 'daysOff', heading: t.daysOff, value: (one) => daysOf(one, 'off') },
        { key: 'makeUpDays', heading: t.makeUpDays, value: (one) => daysOf(one, 'makeUp') },
        {
          key: 'unconfirmed',
          heading: t.unconfirmed,
          value: ({ holidays }) => holidays.filter(({ isConfirmed }) => !isConfirmed).length,
        },
      ],
    },
    (await stores.holidays.list()).toReversed(),
  );
}

async function openYear(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await show(context, tools);
}

/** Statuses: 303; 404; 422 with errors next to their fields; 409 when somebody else changed the year first. */
async function changeYear(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  caller.demand('keepHolidays', []);
  const t = holidayTexts[language];
  const { year, holidays } = await yearOf(context, tools);
  const sent = await holidayForm.read(context);
  const { action, holiday, version } = sent.typed;
  const before = holidays.find(({ firstOn }) => firstOn === holiday);
  const others = holidays.filter((one) => one !== before);
  const after = action === 'save' ? holidayOf(sent.typed) : undefined;
  if (after) {
    const judged = also(sent, inWords(holidayErrors(after, year, others), t.errors));
    if (!judged.ok) return await show(context, tools, judged);
  }
  const next = [...others, ...(after ? [after] : [])].toSorted((one, other) =>
    one.firstOn.localeCompare(other.firstOn),
  );
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: after ? 'holiday.kept' : 'holiday.removed',
    unitIds: [],
    subject: { id: year, label: `${(after ?? before)?.name.vi ?? ''} ${year}`.trim() },
    before: before && factsOf(before),
    after: after && factsOf(after),
  });
  const isGone = holiday !== '' && !before;
  if (!isGone && (await stores.holidays.put({ year, holidays: next, version }, entry))) {
    return seeOther(`/staff/holidays/${year}?done=${after ? 'saved' : 'removed'}`);
  }
  return await show(context, tools, also(sent, { firstOn: t.moved }, 409));
}

async function yearOf(context: StaffContext, tools: RoutesOptions): Promise<HolidayYear> {
  const { param } = context;
  const { stores } = tools;
  const found = (await stores.holidays.list()).find(({ year }) => year === param('year'));
  if (!found) throw notYours();
  return found;
}

async function show(
  context: StaffContext,
  tools: RoutesOptions,
  refused?: typeof holidayForm.empty,
): Promise<Reply> {
  const { req, caller, language, notice } = context;
  const t = holidayTexts[language];
  const { year, holidays, version } = await yearOf(context, tools);
  const wanted = refused?.typed.holiday ?? req.query['holiday'];
  const chosen = holidays.find(({ firstOn }) => firstOn === wanted);
  const shown = refused ?? (chosen ? filledWith(chosen) : holidayForm.empty);
  const title = t.yearTitle({ year });
  const mayChange = caller.may('keepHolidays', undefined);
  const columns = columnsOf(year, mayChange, language);
  return page(
    'registers/holidays/year',
    { title, notice: notice(t.done), status: shown.status },
    {
      t,
      year,
      version,
      rows: tableRows(columns, holidays, { title, language }),
      mayChange,
      chosen: chosen && { firstOn: chosen.firstOn, name: inLanguage(chosen.name, language) },
      ...holidayForm.onPage(language, shown),
    },
  );
}

function columnsOf(year: string, mayChange: boolean, language: PageLanguage): readonly Column<Holiday>[] {
  const t = holidayTexts[language];
  const change: Column<Holiday> = {
    key: 'change',
    heading: t.change,
    isAction: true,
    value: () => t.change,
    url: ({ firstOn }) => `/staff/holidays/${year}?holiday=${firstOn}#change`,
    linkName: ({ name }) => t.changeOf({ name: inLanguage(name, language) }),
  };
  return [
    { key: 'name', heading: t.name, value: ({ name }) => inLanguage(name, language) },
    { key: 'kind', heading: t.kind, value: ({ kind }) => t.kinds[kind] },
    ...textColumns(t, ['firstOn', 'lastOn'], { isDay: true }),
    { key: 'days', heading: t.days, value: (one) => countedDays(one).length },
    ...textColumns(t, ['source']),
    { key: 'confirmed', heading: t.confirmed, value: ({ isConfirmed }) => (isConfirmed ? t.yes : t.no) },
    ...(mayChange ? [change] : []),
  ];
}

function factsOf({ kind, name, firstOn, lastOn, source, isConfirmed }: Holiday): Facts {
  return {
    kind,
    name: name.vi,
    ...(name['en'] === undefined ? {} : { nameEn: name['en'] }),
    firstOn,
    lastOn,
    source,
    confirmed: isConfirmed ? 'yes' : 'no',
  };
}
