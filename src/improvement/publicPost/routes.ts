/** Shares of the public postal service: of all units in a year, and of one unit by month with its target. */
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { sendTaken, takeLinks, type TakenFrom } from '../../platform/web/takeAway.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { readSentTarget, readYear, targetOf, type SentTarget } from './input.ts';
import { postTaken, rowWords, type PostRow } from './postRows.ts';
import { targetId, ways, type PostTarget } from './share.ts';
import { postTexts } from './texts.ts';
import { countsIn, readYearBook, unitsToShow, type YearBook } from './yearBook.ts';
import type { RoutesOptions } from '../stores.ts';

export const postRoutes: Routes<RoutesOptions> = {
  'GET /staff/post': may('seeVolumes', listUnits, menuLine('parIndex', 'Bưu chính công ích', 'Public post')),
  'GET /staff/post/:unitId': may('seeVolumes', openUnit),
  'POST /staff/post/:unitId/target': may('keepVolumes', keepTarget),
};

async function listUnits(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores } = tools;
  const t = postTexts[language];
  const book = await readYearBook(tools, await readYear(req));
  const unitIds = unitsToShow(caller, book);
  const targets = await stores.postTargets.find(unitIds.map((id) => targetId(id, book.year)));
  const [from = '', to = from] = [book.months[0]?.slice(5), book.months.at(-1)?.slice(5)];
  const rows = unitIds.map((unitId): PostRow & { unitId: string } => ({
    unitId,
    name: inLanguage(caller.units.name(unitId), language),
    counts: countsIn(caller, book, unitId, book.months),
    before: countsIn(caller, book, unitId, book.months.map(yearBefore)),
    target: targets.get(targetId(unitId, book.year)),
  }));
  const parts = rows.length > 0 ? [postTaken(t.unit, rows, language)] : [];
  if (await sendTaken(req, res, parts, takenFrom(book, '', language))) return written;
  return page(
    'improvement/publicPost/list',
    { title: t.title },
    {
      t,
      ...frameOf(book, language),
      period: t.months(from, to, book.year),
      mayKeep: caller.holds('keepVolumes'),
      rows: rows.map((row) => ({
        ...rowWords(row, language),
        url: `/staff/post/${row.unitId}?year=${book.year}`,
      })),
      take: takeLinks(req, parts, language),
    },
  );
}

async function openUnit(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showUnit(context, tools, await readYear(context.req));
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function keepTarget(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const unitId = unitOf(context);
  caller.demand('keepVolumes', [unitId]);
  const sent = await readSentTarget(req);
  const { target, faulty } = targetOf(sent);
  if (faulty.length > 0) {
    return await showUnit(context, tools, sent.year, { sent, faulty });
  }
  const id = targetId(unitId, sent.year);
  const before = (await stores.postTargets.find([id])).get(id);
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'postTarget.kept',
    unitIds: [unitId],
    subject: { id, label: `${inLanguage(caller.units.name(unitId), 'vi')} ${sent.year}` },
    before: factsOf(before),
    after: factsOf(target),
  });
  await stores.postTargets.put({ id, ...target }, entry);
  return seeOther(`/staff/post/${unitId}?year=${sent.year}&done=saved`);
}

/** A refused target. */
interface Typed {
  readonly sent: SentTarget;
  readonly faulty: readonly string[];
}

async function showUnit(
  context: StaffContext,
  tools: RoutesOptions,
  wanted: string,
  typed?: Typed,
): Promise<Reply> {
  const { req, res, caller, language, notice } = context;
  const { stores } = tools;
  const t = postTexts[language];
  const unitId = unitOf(context);
  caller.demand('seeVolumes', [unitId]);
  const book = await readYearBook(tools, wanted);
  const id = targetId(unitId, book.year);
  const target = (await stores.postTargets.find([id])).get(id);
  const counts = (months: readonly string[]) => countsIn(caller, book, unitId, months);
  const whole = counts(book.months);
  const rows: PostRow[] = [
    { name: book.year, counts: whole, before: counts(book.months.map(yearBefore)), target },
    ...book.months.map((month) => ({
      name: dayText(month, language),
      counts: counts([month]),
      before: counts([yearBefore(month)]),
    })),
  ];
  const parts = [postTaken(t.month, rows, language)];
  if (await sendTaken(req, res, parts, takenFrom(book, unitId, language))) return written;
  return page(
    'improvement/publicPost/unit',
    {
      title: `${t.title}: ${inLanguage(caller.units.name(unitId), language)}`,
      notice: notice(t.notices),
      status: typed && 422,
    },
    {
      t,
      ...frameOf(book, language),
      unitId,
      rows: rows.map((row) => rowWords(row, language)),
      take: takeLinks(req, parts, language),
      told:
        whole.told > 0 && whole.told < whole.transactions
          ? t.told(numberText(whole.told, language), numberText(whole.transactions, language))
          : undefined,
      faults: Object.fromEntries((typed?.faulty ?? []).map((way) => [way, t.fault])),
      fields: caller.may('keepVolumes', unitId) ? targetFields(target, typed, language) : undefined,
    },
  );
}

function targetFields(target: PostTarget | undefined, typed: Typed | undefined, language: PageLanguage) {
  const t = postTexts[language];
  return ways.map((way) => ({
    id: way,
    label: t.targets[way],
    hint: t.targetHint,
    value: typed ? typed.sent[way] : typedText(target?.[way], language),
    fault: typed?.faulty.includes(way) ? t.fault : undefined,
    inputmode: 'decimal',
    optional: true,
  }));
}

/** @throws Problem notFound both for a unit that does not exist and for one that is not the caller's */
function unitOf({ caller, param }: StaffContext): string {
  const unitId = param('unitId');
  if (!caller.units.find(unitId)) throw notYours();
  return unitId;
}

function frameOf({ year, years, madeUp }: YearBook, language: PageLanguage) {
  return {
    year,
    yearField: {
      id: 'year',
      label: postTexts[language].year,
      value: year,
      options: years.map((one) => ({ value: one, label: one })),
    },
    madeUp,
  };
}

/** @param of a unit; empty: all that are shown */
function takenFrom({ year, madeUp }: YearBook, of: string, language: PageLanguage): TakenFrom {
  const name = ['buu-chinh-cong-ich', year, of].filter(Boolean).join('-');
  return { name, language, notes: [postTexts[language].lead], isMadeUp: madeUp };
}

function numberText(units: number, language: PageLanguage): string {
  return decimalText({ units, decimals: 0 }, language);
}

/** The number as a user would type it. */
function typedText(hundredths: number | undefined, language: PageLanguage): string {
  return hundredths === undefined ? '' : decimalText({ units: hundredths, decimals: 2 }, language);
}

function factsOf(target: Omit<PostTarget, 'id'> | undefined): Facts {
  return Object.fromEntries(ways.map((way) => [way, typedText(target?.[way], 'en')]));
}
