/** Holidays and make-up days by year: staff see them, administrators of the whole installation change them. */
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';
import {
  countedDays,
  holidayKinds,
  holidayTyped,
  type Holiday,
  type HolidayYear,
  type TypedHoliday,
} from './holiday.ts';
import { readHoliday, type SentHoliday } from './input.ts';
import { holidayTexts } from './texts.ts';

/** A change that was refused: what was sent, with a sentence for each field. */
interface Refused {
  readonly sent: SentHoliday;
  readonly errors: Readonly<Record<string, string>>;
}

export const routes: Routes<RoutesOptions> = {
  'GET /staff/holidays': may(
    'seeHolidays',
    listYears,
    menuLine('administration', 'Ngày nghỉ lễ', 'Holidays'),
  ),
  'GET /staff/holidays/:year': may('seeHolidays', openYear),
  'POST /staff/holidays/:year': may('keepHolidays', changeYear),
};

async function listYears(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { language } = context;
  const { stores } = tools;
  const t = holidayTexts[language];
  const years = await stores.holidays.list();
  const lines = years.map(({ year, holidays }) => {
    const daysOf = (kind: string): number =>
      holidays.filter((one) => one.kind === kind).flatMap(countedDays).length;
    return {
      year,
      daysOff: daysOf('off'),
      makeUpDays: daysOf('makeUp'),
      unconfirmed: holidays.filter(({ isConfirmed }) => !isConfirmed).length,
    };
  });
  return page('registers/holidays/list', { title: t.title }, { t, lines: lines.toReversed() });
}

async function openYear(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await show(context, await yearOf(context, tools));
}

/** Statuses: 303; 404; 422 with errors next to their fields; 409 when somebody else changed the year first. */
async function changeYear(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores, now } = tools;
  caller.demand('keepHolidays', []);
  const t = holidayTexts[language];
  const { year, holidays } = await yearOf(context, tools);
  const sent = await readHoliday(req);
  const before = holidays.find(({ firstOn }) => firstOn === sent.holiday);
  const others = holidays.filter((one) => one !== before);
  const judged = sent.action === 'save' ? holidayTyped(sent.typed, year, others) : undefined;
  if (judged && 'errors' in judged) {
    const said = Object.entries(judged.errors).map(([field, error]) => [field, t.errors[error]] as const);
    res.status(422);
    return await show(context, await yearOf(context, tools), { sent, errors: Object.fromEntries(said) });
  }
  const after = judged?.holiday;
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
  const isGone = sent.holiday !== '' && !before;
  if (!isGone && (await stores.holidays.put({ year, holidays: next, version: sent.version }, entry))) {
    return seeOther(`/staff/holidays/${year}?done=${after ? 'saved' : 'removed'}`);
  }
  res.status(409);
  return await show(context, await yearOf(context, tools), { sent, errors: { firstOn: t.moved } });
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
  { year, holidays, version }: HolidayYear,
  refused?: Refused,
): Promise<Reply> {
  const { req, caller, language, notice } = context;
  const t = holidayTexts[language];
  const wanted = refused?.sent.holiday ?? req.query['holiday'];
  const chosen = holidays.find(({ firstOn }) => firstOn === wanted);
  const typed = refused?.sent.typed ?? (chosen ? typedOf(chosen) : undefined);
  return page(
    'registers/holidays/year',
    { title: t.yearTitle({ year }), notice: notice(t.done) },
    {
      t,
      year,
      version,
      errors: refused?.errors ?? {},
      lines: holidays.map((one) => lineOf(one, language)),
      mayChange: caller.may('keepHolidays', undefined),
      chosen: chosen && { firstOn: chosen.firstOn, name: inLanguage(chosen.name, language) },
      fields: fieldsOf(typed, refused?.errors ?? {}, language),
    },
  );
}

function lineOf(one: Holiday, language: PageLanguage) {
  const t = holidayTexts[language];
  return {
    firstOn: one.firstOn,
    name: inLanguage(one.name, language),
    kind: t.kinds[one.kind],
    first: dayText(one.firstOn, language),
    last: dayText(one.lastOn, language),
    days: countedDays(one).length,
    source: one.source,
    confirmed: one.isConfirmed ? t.yes : t.no,
  };
}

function typedOf({ name, ...holiday }: Holiday): TypedHoliday {
  return { ...holiday, name: name.vi, nameEn: name['en'] ?? '' };
}

function fieldsOf(typed: TypedHoliday | undefined, errors: Refused['errors'], language: PageLanguage) {
  const t = holidayTexts[language];
  const field = (id: 'name' | 'nameEn' | 'firstOn' | 'lastOn' | 'source', more: object = {}) => ({
    id,
    label: t[id],
    value: typed?.[id] ?? '',
    error: errors[id],
    ...more,
  });
  return [
    {
      id: 'kind',
      label: t.kind,
      value: typed?.kind ?? 'off',
      options: holidayKinds.map((kind) => ({ value: kind, label: t.kinds[kind] })),
    },
    field('name'),
    field('nameEn', { hint: t.nameEnHint, optional: true, lang: 'en' }),
    field('firstOn', { type: 'date' }),
    field('lastOn', { type: 'date', hint: t.lastOnHint, optional: true }),
    field('source', { hint: t.sourceHint }),
    {
      id: 'isConfirmed',
      label: t.confirmed,
      checks: [{ value: 'yes', label: t.isConfirmed }],
      value: typed?.isConfirmed === true ? ['yes'] : [],
    },
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
