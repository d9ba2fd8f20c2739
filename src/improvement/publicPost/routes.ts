/** Shares of the public postal service: of all units in a year, and of one unit by month with its target. */
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import { currentLines } from '../../registers/books/delivery.ts';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';
import { volumeKey, type Volume } from '../../registers/volumes/volume.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { sendTaken, takeLinks, type TakenFrom } from '../../platform/web/takeAway.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { readSentTarget, readYear, targetOf, type SentTarget } from './input.ts';
import { postTaken, rowWords, type PostRow } from './postRows.ts';
import {
  countsOf,
  monthsOfYear,
  sumOfCounts,
  targetId,
  ways,
  type PostCounts,
  type PostTarget,
} from './share.ts';
import { postTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

/** The data of a year and of the year before. */
interface YearBook {
  readonly year: string;
  readonly years: readonly string[];
  readonly months: readonly string[];
  readonly lines: readonly Volume[];
  readonly madeUp: boolean;
}

export function postRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/post', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = postTexts[language];
    const book = await yearBook(await readYear(req));
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
    if (await sendTaken(req, res, parts, takenFrom(book, '', language))) return;
    renderStaffPage(
      req,
      res,
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
  });

  router.get('/staff/post/:unitId', async (req, res) => {
    await showUnit(req, res, await readYear(req));
  });

  /** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
  router.post('/staff/post/:unitId/target', async (req, res) => {
    const unitId = unitOf(req);
    const caller = callerOfRequest(req);
    caller.demand('keepVolumes', [unitId]);
    const sent = await readSentTarget(req);
    const { target, faulty } = targetOf(sent);
    if (faulty.length > 0) {
      await showUnit(req, res.status(422), sent.year, { sent, faulty });
      return;
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
    res.redirect(303, `/staff/post/${unitId}?year=${sent.year}&done=saved`);
  });

  async function showUnit(
    req: Request,
    res: Response,
    wanted: string,
    typed?: { readonly sent: SentTarget; readonly faulty: readonly string[] },
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = postTexts[language];
    const unitId = unitOf(req);
    caller.demand('seeVolumes', [unitId]);
    const book = await yearBook(wanted);
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
    if (await sendTaken(req, res, parts, takenFrom(book, unitId, language))) return;
    renderStaffPage(
      req,
      res,
      'improvement/publicPost/unit',
      {
        title: `${t.title}: ${inLanguage(caller.units.name(unitId), language)}`,
        notice: noticeFor(req, t.notices),
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
        fields: caller.may('keepVolumes', unitId)
          ? ways.map((way) => ({
              id: way,
              label: t.targets[way],
              hint: t.targetHint,
              value: typed ? typed.sent[way] : typedText(target?.[way], language),
              fault: typed?.faulty.includes(way) ? t.fault : undefined,
              inputmode: 'decimal',
              optional: true,
            }))
          : undefined,
      },
    );
  }

  /** @param wanted a year; empty: the newest with caseloads */
  async function yearBook(wanted: string): Promise<YearBook> {
    const years = [
      ...new Set((await stores.deliveries.listPeriods('volumes')).map((one) => one.slice(0, 4))),
    ];
    const year = wanted || years[0] || dayOf(now()).slice(0, 4);
    const periods = [year, yearBefore(year)].flatMap(monthsIn);
    const deliveries = await stores.deliveries.list<Volume>('volumes', { periods });
    const lines = [...currentLines(deliveries, volumeKey).values()].filter(({ month }) =>
      periods.includes(month),
    );
    return {
      year,
      years: years.includes(year) ? years : [year, ...years].toSorted().toReversed(),
      months: monthsOfYear(lines, year),
      lines,
      madeUp: deliveries.some(({ madeUp }) => madeUp === true),
    };
  }

  return router;
}

/** @throws Problem notFound both for a unit that does not exist and for one that is not the caller's */
function unitOf(req: Request): string {
  const unitId = String(req.params['unitId']);
  if (!callerOfRequest(req).units.find(unitId)) throw notYours();
  return unitId;
}

function monthsIn(year: string): readonly string[] {
  return Array.from({ length: 12 }, (_, place) => `${year}-${String(place + 1).padStart(2, '0')}`);
}

/** The caller's units with files in the year, in the order of the tree; units that have ended come last. */
function unitsToShow(caller: Caller, { lines, year }: YearBook): readonly string[] {
  const seen = caller.unitIdsInView('seeVolumes');
  const withFiles = new Set(lines.filter(({ month }) => month.startsWith(year)).map(({ unitId }) => unitId));
  const living = caller.units.outline().map(({ unit }) => unit.id);
  const ended = [...withFiles].filter((id) => !living.includes(id)).toSorted();
  return [...living, ...ended].filter(
    (id) => (!seen || seen.has(id)) && [...caller.units.subtreeIds([id])].some((one) => withFiles.has(one)),
  );
}

/** Counts of a unit and all its subunits. */
function countsIn(
  caller: Caller,
  { lines }: YearBook,
  unitId: string,
  months: readonly string[],
): PostCounts {
  const within = caller.units.subtreeIds([unitId]);
  return sumOfCounts(
    lines.filter((line) => within.has(line.unitId) && months.includes(line.month)).map(countsOf),
  );
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
