/** The pages that all datasets share: list, entry of a line or upload of a file, preview, apply. */
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { readSearch } from '../../access/accounts/input.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { openTable } from '../../platform/tables/openTable.ts';
import { plainTable } from '../../platform/tables/table.ts';
import { TableFault } from '../../platform/tables/tableFault.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { sendTable, tableFormatOf } from '../../platform/web/sendTable.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import type { Book, BookContext, Cells } from './book.ts';
import { changesBy } from './changes.ts';
import { currentLines, type Delivery } from './delivery.ts';
import { readBase, readLine, readPeriod } from './input.ts';
import { linesMax, readLines, type LineFault } from './readLines.ts';
import { applyDelivery, bookContext, heldLines, stageLines, type Bringing } from './takeDelivery.ts';
import { bookPageTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

const faultsShown = 200;

export function bookRoutes<Line extends object>(book: Book<Line>, { stores, now }: RoutesOptions): Router {
  const router = staffRouter();
  const path = `/staff/${book.kind}`;

  const contextOf = (req: Request): Promise<BookContext> =>
    bookContext(stores, callerOfRequest(req), book, now());
  const current = (periods: readonly string[]) => heldLines(stores.deliveries, book, periods);

  /** Lines of the units in view, as texts; for one period, or for all. */
  async function linesInView(req: Request, period: string | undefined) {
    const language = readLanguage(req);
    const context = await contextOf(req);
    const seen = callerOfRequest(req).unitIdsInView(book.see);
    const deliveries = await stores.deliveries.list<Line>(book.kind, period ? { periods: [period] } : {});
    const { compare } = new Intl.Collator(language); // of thousands of lines; each localeCompare would look one up
    const lines = [...currentLines(deliveries, book.keyOf).values()]
      .filter(
        (line) => (!period || book.periodOf(line) === period) && (!seen || seen.has(book.unitIdOf(line))),
      )
      .map((line) => book.cellsOf(line, context, language))
      .map((cells) => ({ cells, text: cells.join(' ') }))
      .toSorted((one, other) => compare(one.text, other.text))
      .map(({ cells }) => cells);
    return { lines, isMadeUp: deliveries.some(({ madeUp }) => madeUp) };
  }

  router.get(path, async (req, res) => {
    const language = readLanguage(req);
    const [t, b] = [bookPageTexts[language], book.texts[language]];
    const periods = await stores.deliveries.listPeriods(book.kind);
    const period = (await readPeriod(req)) ?? periods[0] ?? '';
    const search = await readSearch(req);
    const inView = await linesInView(req, period);
    const found = inView.lines.filter((cells) => finds(cells.map(String), search.text));
    const count = new Intl.NumberFormat(language);
    const lines = pageOf(found, search.page);
    renderStaffPage(
      req,
      res,
      'registers/books/list',
      { title: b.title, notice: noticeFor(req, { applied: t.applied }) },
      {
        t,
        b,
        path,
        headings: headingsIn(language),
        mayKeep: callerOfRequest(req).holds(book.keep),
        madeUp: inView.isMadeUp,
        isEmpty: periods.length === 0,
        period,
        periods: [
          { value: '', label: t.all },
          ...periods.map((value) => ({ value, label: dayText(value, language) })),
        ],
        text: search.text,
        shown: t.shown(count.format(lines.length), count.format(found.length)),
        lines: lines.map((cells) =>
          cells.map((cell) => (typeof cell === 'number' ? count.format(cell).replace('-', '−') : cell)),
        ),
        isNumber: headingsIn(language).map((_, place) => lines.some((cells) => isNumber(cells[place]))),
        nextUrl: nextPageUrl(req, found.length, search.page),
      },
    );
  });

  async function showForm(
    req: Request,
    res: Response,
    shown: {
      readonly cells?: Cells;
      readonly faults?: Readonly<Record<string, string>>;
      readonly fileFaults?: readonly LineFault[];
    },
  ): Promise<void> {
    const language = readLanguage(req);
    const t = bookPageTexts[language];
    const context = await contextOf(req);
    const { cells = {}, faults = {}, fileFaults = [] } = shown;
    const count = new Intl.NumberFormat(language);
    renderStaffPage(
      req,
      res,
      'registers/books/new',
      { title: book.texts[language].add },
      {
        t,
        b: book.texts[language],
        path,
        faults,
        fileFault: faults['file'],
        fileHint: t.fileHint(count.format(linesMax)),
        fileFaults: fileFaults
          .slice(0, faultsShown)
          .map(({ row, column, sentence }) => ({ row, column, text: sentence[language] })),
        faultsTitle: t.faultsTitle(count.format(fileFaults.length)),
        faultsMore:
          fileFaults.length > faultsShown
            ? t.faultsMore(count.format(fileFaults.length - faultsShown))
            : undefined,
        fields: book.columns.map(({ key, hint, choices, optional }, place) => ({
          id: key,
          label: headingsIn(language)[place],
          hint: hint?.[language],
          value: cells[key],
          fault: faults[key],
          optional,
          options: choices?.(context, language).map((text) => ({ value: text, label: text || t.all })),
        })),
      },
    );
  }

  router.get(`${path}/new`, async (req, res) => {
    await showForm(req, res, {});
  });

  async function stage(req: Request, lines: readonly Line[], fileName?: string): Promise<string> {
    const { id } = await stageLines(stores, book, lines, { ...bringing(req), fileName });
    return `${path}/deliveries/${id}`;
  }

  function bringing(req: Request): Bringing {
    return { by: callerOfRequest(req).actor, at: now() };
  }

  router.post(path, async (req, res) => {
    const language = readLanguage(req);
    const cells = await readLine(req, book);
    const result = book.reader(await contextOf(req))(cells);
    const faults = 'faults' in result ? result.faults : await clashOf(result.line);
    if (Object.keys(faults).length > 0 || 'faults' in result) {
      const said = Object.entries(faults).map(([key, sentence]) => [key, sentence[language]] as const);
      const isMissing = faults['unit'] !== undefined; // does not reveal whether it exists
      await showForm(req, res.status(isMissing ? 404 : 422), { cells, faults: Object.fromEntries(said) });
      return;
    }
    res.redirect(303, await stage(req, [result.line]));
  });

  async function clashOf(line: Line) {
    const [clash] = book.clashes?.([line], await current([book.periodOf(line)])).values() ?? [];
    return clash ? { [clash.column]: clash.sentence } : {};
  }

  router.post(`${path}/upload`, async (req, res) => {
    const language = readLanguage(req);
    const t = bookPageTexts[language];
    const upload = uploadOf(req);
    const refuse = (file: string) => showForm(req, res.status(422), { faults: { file } });
    if (typeof upload === 'string') {
      await refuse(upload === 'missing' ? t.fileMissing : t.fileTooBig);
      return;
    }
    try {
      const table = await openTable(upload.path, { rowsMax: linesMax, columnsMax: 100 });
      const read = await readLines(book, table, await contextOf(req), current);
      if ('faults' in read) await showForm(req, res.status(422), { fileFaults: read.faults });
      else res.redirect(303, await stage(req, read.lines, upload.name));
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      await refuse(error.sentence[language]);
    }
  });

  /** @throws Problem notFound */
  async function deliveryOf(req: Request): Promise<Delivery<Line>> {
    const delivery = await stores.deliveries.find<Line>(book.kind, String(req.params['deliveryId']));
    if (!delivery) throw notYours();
    callerOfRequest(req).demand(book.keep, delivery.unitIds);
    return delivery;
  }

  async function changesOf(req: Request, { lines, periods }: Delivery<Line>) {
    const [context, held] = await Promise.all([contextOf(req), current(periods)]);
    return changesBy(book, lines, held, { context, language: readLanguage(req) });
  }

  router.get(`${path}/deliveries/:deliveryId`, async (req, res) => {
    const delivery = await deliveryOf(req);
    const language = readLanguage(req);
    const t = bookPageTexts[language];
    const base = await stores.deliveries.lastNumber(book.kind); // before the changes, so that concurrent batches are noticed
    const changes = await changesOf(req, delivery);
    const count = new Intl.NumberFormat(language);
    const { fresh, replaced, same, listed } = changes;
    renderStaffPage(
      req,
      res,
      'registers/books/delivery',
      { title: t.tryOut, notice: noticeFor(req, { moved: t.moved }) },
      {
        t,
        path,
        delivery,
        base,
        madeAt: timeText(delivery.madeAt, language),
        lead: t.tryOutLead(count.format(fresh), count.format(replaced), count.format(same)),
        listed: listed.map(({ subject, before, after, notes }) => ({
          subject,
          notes,
          text: before === undefined ? t.isNew(after) : t.becomes(before, after),
        })),
        more:
          fresh + replaced > listed.length
            ? t.changesMore(count.format(fresh + replaced - listed.length))
            : undefined,
      },
    );
  });

  router.post(`${path}/deliveries/:deliveryId/apply`, async (req, res) => {
    const delivery = await deliveryOf(req);
    const base = await readBase(req);
    const here = `${path}/deliveries/${delivery.id}`;
    if (delivery.number !== undefined) {
      res.redirect(303, `${path}?done=applied`);
      return;
    }
    const changes = await changesOf(req, delivery);
    const isApplied = await applyDelivery(stores.deliveries, delivery, { ...changes, base }, bringing(req));
    res.redirect(303, isApplied ? `${path}?done=applied` : `${here}?done=moved`);
  });

  async function send(
    req: Request,
    res: Response,
    name: string,
    rows: readonly (readonly (string | number)[])[],
  ) {
    const language = readLanguage(req);
    const table = plainTable(headingsIn(language), rows);
    const format = tableFormatOf(req.params['format']);
    await sendTable(res, { name, title: book.texts[language].title, table }, { format, language });
  }

  router.get(`${path}/template/:format`, async (req, res) => {
    await send(req, res, `${book.kind}-mau`, []);
  });

  router.get(`${path}/export/:format`, async (req, res) => {
    const period = await readPeriod(req);
    const { lines, isMadeUp } = await linesInView(req, period);
    const name = [book.kind, period, isMadeUp ? 'minh-hoa' : ''].filter(Boolean).join('-');
    await send(req, res, name, lines);
  });

  function headingsIn(language: PageLanguage): readonly string[] {
    return book.columns.map(({ headings: [vi, en] }) => inLanguage({ vi, en }, language));
  }

  return router;
}

/** A count, or a figure with its decimals; a year is not one. */
function isNumber(cell: string | number | undefined): boolean {
  return typeof cell === 'number' || (cell !== undefined && /^[−+]?\d+[.,]\d+$/.test(cell));
}
