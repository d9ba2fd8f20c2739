/** Tables that people paste or upload: read, judged by row, previewed and stored as one change, by one page for all. */
import assert from 'node:assert/strict';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { Fault } from '../../platform/tables/fault.ts';
import { openTable } from '../../platform/tables/openTable.ts';
import { fileRows, textRows, type Rows } from '../../platform/tables/readRows.ts';
import { tableText } from '../../platform/tables/tableText.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { choice, verbatim, type Fields, type TypedOf, type ValuesOf } from '../../platform/web/fields.ts';
import { tableFile } from '../../platform/web/fileFields.ts';
import { also, form, type Filled, type Sent } from '../../platform/web/form.ts';
import { formBody } from '../../platform/web/formBody.ts';
import { uploadedTable } from '../../platform/web/uploadedTable.ts';
import type { Permission } from '../accounts/authority.ts';
import { tableRows, type Column } from './columns.ts';
import { faultsOnPage } from './faults.ts';
import type { Link } from './listDeclaration.ts';
import { page, seeOther, type Reply } from './reply.ts';
import { may, type Routes, type StaffContext } from './routes.ts';

const bulkTexts = catalogue('access/bulk');
const fileForm = form(bulkTexts, { file: tableFile() });
const listForm = form(
  bulkTexts,
  { rows: verbatim(600_000, { rows: 12, optional: false }) },
  { hidden: { wanted: choice(['preview', 'keep']) } },
);

/** What a list would do, or why it does nothing; or the address where it waits to be confirmed. */
type Judged<Line> =
  | { readonly refused: readonly Fault[] }
  | { readonly staged: string }
  | {
      readonly caption: string;
      /** What must not be overlooked before it is stored. */
      readonly notice?: string | false;
      readonly lines: readonly Line[];
      readonly columns: readonly Column<Line>[];
    };

/** The request, and whether its rows are to be stored. */
export interface BulkOptions<Tools> {
  readonly context: StaffContext;
  readonly tools: Tools;
  readonly keeps: boolean;
  /** Missing: the rows were typed or pasted. */
  readonly fileName?: string;
}

/** How a feature declares a table. */
export interface BulkTable<T extends object, F extends Fields<T>, Key extends string, Line, Tools> {
  readonly path: `/staff/${string}`;
  readonly permission: Permission;
  /** Whom a table is of, where that needs more than the permission. @throws Problem */
  readonly demand?: (context: StaffContext) => void;
  /** Headings are the Vietnamese one, the English one, and others that are accepted. */
  readonly columns: readonly WantedColumn<Key>[];
  readonly rowsMax: number;
  readonly texts: Readonly<Record<PageLanguage, T>>;
  readonly words: (t: T) => { readonly title: string; readonly lead: string; readonly rowsHint: string };
  /** Beside the list, such as the day from which it applies. */
  readonly fields: F;
  readonly start: (context: StaffContext, tools: Tools) => Promise<Partial<TypedOf<F>>> | Partial<TypedOf<F>>;
  /** Stores the rows if `keeps`; nothing is stored where one is refused. */
  readonly take: (values: ValuesOf<F>, rows: Rows<Key>, options: BulkOptions<Tools>) => Promise<Judged<Line>>;
  /** `take` stages what it does not refuse: its tables are too long to be sent back by a page that shows them. */
  readonly isStaged?: true;
  /** Where it leads when it is stored. */
  readonly done: string;
  readonly links: (t: T) => readonly Link[];
}

/** The body of such a list has thousands of rows. */
export const bulkBody = formBody({ bytesMax: 2_097_152, fieldsMax: 10 });

export function bulkRoutes<T extends object, F extends Fields<T>, Key extends string, Line, Tools>(
  table: BulkTable<T, F, Key, Line, Tools>,
): Routes<Tools> {
  const { path, permission, columns, rowsMax } = table;
  const limits = { rowsMax, columnsMax: 100 };
  const basisForm = form(table.texts, table.fields);
  const show = bulkPage(table, basisForm);
  type SentBasis = Sent<TypedOf<F>, ValuesOf<F>>;

  async function showEmpty(context: StaffContext, tools: Tools): Promise<Reply> {
    table.demand?.(context);
    const typed = { ...basisForm.empty.typed, ...(await table.start(context, tools)) };
    return show(context, { typed, errors: {} }, listForm.empty);
  }

  /** Puts the rows of a file into the list, with a preview. Statuses: 200; 422 with what is wrong with file or rows. */
  async function readFile(context: StaffContext, tools: Tools): Promise<Reply> {
    table.demand?.(context);
    const { req, language } = context;
    const basis = (await basisForm.read(context)) as SentBasis;
    const read = await uploadedTable(req, async (file) => {
      const opened = await openTable(file.path, limits);
      return table.isStaged
        ? { fileName: file.name, rows: await fileRows(opened, columns) }
        : await tableText(opened, columns);
    });
    if ('text' in read) {
      const list = listForm.judged({ rows: read.text, wanted: 'preview' }, language);
      return await tryOut(context, tools, basis, list);
    }
    const judged =
      'rows' in read && basis.ok
        ? await table.take(basis.values, read.rows, { context, tools, keeps: false, fileName: read.fileName })
        : { refused: 'faults' in read ? read.faults : [] };
    if ('staged' in judged) return seeOther(judged.staged);
    assert('refused' in judged);
    const { sentence, faults } = faultsOnPage(judged.refused, columns, language);
    const file = also(await fileForm.read(context), { file: sentence });
    return show(context, basis, listForm.empty, { file, faults });
  }

  /** Statuses: 200 preview; 303 stored; 422 with errors next to their fields, and nothing stored. */
  async function previewOrStore(context: StaffContext, tools: Tools): Promise<Reply> {
    table.demand?.(context);
    const basis = (await basisForm.read(context)) as SentBasis;
    return await tryOut(context, tools, basis, await listForm.read(context));
  }

  async function tryOut(context: StaffContext, tools: Tools, basis: SentBasis, list: SentRows) {
    if (!basis.ok || !list.ok) return show(context, basis, list);
    const { rows, wanted } = list.values;
    const keeps = wanted === 'keep';
    const found = textRows(rows, columns, rowsMax);
    const judged = await table.take(basis.values, found, { context, tools, keeps });
    if ('refused' in judged) {
      const { sentence, faults } = faultsOnPage(judged.refused, columns, context.language);
      return show(context, basis, also(list, { rows: sentence }), { faults });
    }
    if ('staged' in judged) return seeOther(judged.staged);
    return keeps ? seeOther(table.done) : show(context, basis, list, { judged });
  }

  return {
    [`GET ${path}`]: may(permission, showEmpty),
    [`POST ${path}/upload`]: may(permission, readFile),
    [`POST ${path}`]: may(permission, previewOrStore),
  };
}

type SentRows = Awaited<ReturnType<typeof listForm.read>>;

interface Shown<Line> {
  readonly file?: typeof fileForm.empty;
  readonly faults?: ReturnType<typeof faultsOnPage>['faults'];
  readonly judged?: Extract<Judged<Line>, { lines: unknown }>;
}

/** The page with its forms as sent, and with what is wrong or the preview. */
function bulkPage<T extends object, F extends Fields<T>, Key extends string, Line, Tools>(
  table: BulkTable<T, F, Key, Line, Tools>,
  basisForm: ReturnType<typeof form<T, F>>,
) {
  return (
    { language }: StaffContext,
    basis: Filled<TypedOf<F>>,
    list: typeof listForm.empty,
    { file = fileForm.empty, faults, judged }: Shown<Line> = {},
  ): Reply => {
    const { [language]: t } = table.texts;
    const { [language]: ofAll } = bulkTexts;
    const { title, lead, rowsHint } = table.words(t);
    const isOfFile = file.status !== undefined; // what is wrong stands at the form that was sent, which comes first
    const beside = (isSent: boolean) =>
      basisForm.onPage(language, isSent ? basis : { typed: basis.typed, errors: {} });
    const upload = [
      prefixed('file-', beside(isOfFile)),
      fileForm.onPage(language, file, { file: { hint: fileHint(table, language) } }),
    ];
    const pasted = [beside(!isOfFile), listForm.onPage(language, list, { rows: { hint: rowsHint } })];
    const ofList = { isFile: false, heading: ofAll.byList, action: table.path, ...joined(pasted) };
    const ofFile = { isFile: true, heading: ofAll.byFile, action: `${table.path}/upload`, ...joined(upload) };
    const status = file.status ?? basis.status ?? list.status;
    const [sent, other] = isOfFile || status === undefined ? [ofFile, ofList] : [ofList, ofFile];
    return page(
      'access/web/bulk',
      { title, status },
      {
        t: ofAll,
        lead,
        links: table.links(t),
        forms: judged ? [ofList] : [{ ...sent, faults }, other],
        rows: judged && {
          ...tableRows(judged.columns, judged.lines, {
            title,
            language,
            further: (count) => ofAll.further({ count }),
          }),
          caption: judged.caption,
        },
        notice: judged?.notice,
      },
    );
  };
}

type OnPage = ReturnType<typeof fileForm.onPage>;

function joined(parts: readonly OnPage[]): OnPage {
  const errors = Object.assign({}, ...parts.map((part) => part.errors)) as OnPage['errors'];
  return { fields: parts.flatMap(({ fields }) => fields), errors };
}

/** With ids of their own, since the page has the fields twice. */
function prefixed(prefix: string, { fields, errors }: OnPage): OnPage {
  return {
    fields: fields.map((field) => ({ ...field, id: prefix + field.id })),
    errors: Object.fromEntries(Object.entries(errors).map(([id, sentence]) => [prefix + id, sentence])),
  };
}

function fileHint(
  { columns, rowsMax: most }: { readonly columns: readonly WantedColumn<string>[]; readonly rowsMax: number },
  language: PageLanguage,
): string {
  const named = (optional: boolean): string =>
    columns
      .filter((column) => (column.optional ?? false) === optional)
      .map(({ headings: [vi, en] }) => (language === 'en' ? (en ?? vi) : vi))
      .join(', ');
  return bulkTexts[language].fileHint({ needed: named(false), optional: named(true), most });
}
