/** New lines of a dataset: one typed, or many in a file; both wait for confirmation. */
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Sentence } from '../../platform/problem.ts';
import { openTable } from '../../platform/tables/openTable.ts';
import { TableFault } from '../../platform/tables/tableFault.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Book, Cells } from './book.ts';
import { headingsIn, pathOf } from './bookPage.ts';
import { readLine } from './input.ts';
import { linesMax, readLines, type LineFault } from './readLines.ts';
import { bookContext, heldLines, stageLines } from './takeDelivery.ts';
import { bookPageTexts } from './texts.ts';

export function lineRoutes<Line extends object>(book: Book<Line>): Routes<RoutesOptions> {
  const path = pathOf(book);
  return {
    [`GET ${path}/new`]: may(book.keep, (context, tools: RoutesOptions) =>
      showForm(book, context, tools, {}),
    ),
    [`POST ${path}`]: may(book.keep, (context, tools: RoutesOptions) => addLine(book, context, tools)),
    [`POST ${path}/upload`]: may(book.keep, (context, tools: RoutesOptions) =>
      uploadLines(book, context, tools),
    ),
  };
}

const faultsShown = 200;

interface Shown {
  readonly status?: number;
  readonly cells?: Cells;
  readonly faults?: Readonly<Record<string, string>>;
  readonly fileFaults?: readonly LineFault[];
}

async function showForm<Line extends object>(
  book: Book<Line>,
  { caller, language }: StaffContext,
  { stores, now }: RoutesOptions,
  shown: Shown,
): Promise<Reply> {
  const t = bookPageTexts[language];
  const context = await bookContext(stores, caller, book, now());
  const { status, cells = {}, faults = {}, fileFaults = [] } = shown;
  const headings = headingsIn(book, language);
  const count = new Intl.NumberFormat(language);
  return page(
    'registers/books/new',
    { title: book.texts[language].add, status },
    {
      t,
      b: book.texts[language],
      path: pathOf(book),
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
        label: headings[place],
        hint: hint?.[language],
        value: cells[key],
        fault: faults[key],
        optional,
        options: choices?.(context, language).map((text) => ({ value: text, label: text || t.all })),
      })),
    },
  );
}

/** Statuses: 303; 404 when the unit is unknown or not the caller's; 422 with errors next to their fields. */
async function addLine<Line extends object>(
  book: Book<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const cells = await readLine(req, book);
  const result = book.reader(await bookContext(stores, caller, book, now()))(cells);
  const faults = 'faults' in result ? result.faults : await clashOf(result.line, book, tools);
  if (Object.keys(faults).length > 0 || 'faults' in result) {
    const said = Object.entries(faults).map(([key, sentence]) => [key, sentence[language]] as const);
    const isMissing = faults['unit'] !== undefined; // does not reveal whether it exists
    const status = isMissing ? 404 : 422;
    return await showForm(book, context, tools, { status, cells, faults: Object.fromEntries(said) });
  }
  return await stage(book, [result.line], context, tools);
}

async function clashOf<Line extends object>(
  line: Line,
  book: Book<Line>,
  { stores }: RoutesOptions,
): Promise<Readonly<Record<string, Sentence>>> {
  const held = await heldLines(stores.deliveries, book, [book.periodOf(line)]);
  const [clash] = book.clashes?.([line], held).values() ?? [];
  return clash ? { [clash.column]: clash.sentence } : {};
}

/** Statuses: 303; 422 with what is wrong with the file, or with each of its rows. */
async function uploadLines<Line extends object>(
  book: Book<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const t = bookPageTexts[language];
  const upload = uploadOf(req);
  const refuse = (wrong: Pick<Shown, 'faults' | 'fileFaults'>): Promise<Reply> =>
    showForm(book, context, tools, { ...wrong, status: 422 });
  if (typeof upload === 'string')
    return await refuse({ faults: { file: upload === 'missing' ? t.fileMissing : t.fileTooBig } });
  try {
    const table = await openTable(upload.path, { rowsMax: linesMax, columnsMax: 100 });
    const read = await readLines(book, table, await bookContext(stores, caller, book, now()), (periods) =>
      heldLines(stores.deliveries, book, periods),
    );
    if ('faults' in read) return await refuse({ fileFaults: read.faults });
    return await stage(book, read.lines, context, tools, upload.name);
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    return await refuse({ faults: { file: error.sentence[language] } });
  }
}

async function stage<Line extends object>(
  book: Book<Line>,
  lines: readonly Line[],
  { caller }: StaffContext,
  { stores, now }: RoutesOptions,
  fileName?: string,
): Promise<Reply> {
  const { id } = await stageLines(stores, book, lines, { by: caller.actor, at: now(), fileName });
  return seeOther(`${pathOf(book)}/deliveries/${id}`);
}
