/** Tables that people paste or upload: read, judged by row, previewed and stored as one change, by one page for all. */
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

interface Refused {
  readonly refused: readonly Fault[];
}

/** What a list would do. */
interface Preview<Line> {
  readonly caption: string;
  /** What must not be overlooked before it is stored. */
  readonly notice?: string | false;
  readonly lines: readonly Line[];
  readonly columns: readonly Column<Line>[];
}

interface Asked<Tools> {
  readonly context: StaffContext;
  readonly tools: Tools;
}

/** The request, and whether its rows are to be stored. */
export interface BulkOptions<Tools> extends Asked<Tools> {
  readonly keeps: boolean;
}

/** The request, and the file of the rows; missing: they were typed or pasted. */
export interface StageOptions<Tools> extends Asked<Tools> {
  readonly fileName?: string;
}

/** How a feature declares a table. */
export type BulkTable<T extends object, F extends Fields<T>, Key extends string, Line, Tools> = Declared<
  T,
  F,
  Key,
  Tools
> &
  (Previewed<F, Key, Line, Tools> | Staged<Key, Tools>);

interface Declared<T extends object, F extends Fields<T>, Key extends string, Tools> {
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
  readonly links: (t: T) => readonly Link[];
}

interface Previewed<F, Key extends string, Line, Tools> {
  /** Stores the rows if `keeps`; nothing is stored where one is refused. */
  readonly take: (
    values: ValuesOf<F>,
    rows: Rows<Key>,
    options: BulkOptions<Tools>,
  ) => Promise<Refused | Preview<Line>>;
  /** Where it leads when it is stored. */
  readonly done: string;
}

/** A table that is too long to be sent back by a page that shows it. */
interface Staged<Key extends string, Tools> {
  /** @returns the address of the page where the rows wait to be confirmed; nothing waits where one is refused */
  readonly stage: (
    rows: Rows<Key>,
    options: StageOptions<Tools>,
  ) => Promise<Refused | { readonly staged: string }>;
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

  /** Puts the rows of a file into the list, with a preview. Statuses: 200; 303 staged; 422 with what is wrong with file or rows. */
  async function readFile(context: StaffContext, tools: Tools): Promise<Reply> {
    table.demand?.(context);
    const { req, language } = context;
    const basis = (await basisForm.read(context)) as SentBasis;
    const read = await uploadedTable(req, async (file) => {
      const opened = await openTable(file.path, limits);
      return 'stage' in table
        ? await table.stage(await fileRows(opened, columns), { context, tools, fileName: file.name })
        : await tableText(opened, columns);
    });
    if ('staged' in read) return seeOther(read.staged);
    if ('text' in read) {
      const list = listForm.judged({ rows: read.text, wanted: 'preview' }, language);
      return await tryOut(context, tools, basis, list);
    }
    const wrong = 'refused' in read ? read.refused : read.faults;
    const { sentence, faults } = faultsOnPage(wrong, columns, language);
    const file = also(await fileForm.read(context), { file: sentence });
    return show(context, basis, listForm.empty, { file, faults });
  }

  /** Statuses: 200 preview; 303 stored or staged; 422 with errors next to their fields, and nothing stored. */
  async function previewOrStore(context: StaffContext, tools: Tools): Promise<Reply> {
    table.demand?.(context);
    const basis = (await basisForm.read(context)) as SentBasis;
    return await tryOut(context, tools, basis, await listForm.read(context));
  }

  async function tryOut(context: StaffContext, tools: Tools, basis: SentBasis, list: SentRows) {
    if (!basis.ok || !list.ok) return show(context, basis, list);
    const { rows, wanted } = list.values;
    const refuse = (refused: readonly Fault[]): Reply => {
      const { sentence, faults } = faultsOnPage(refused, columns, context.language);
      return show(context, basis, also(list, { rows: sentence }), { faults });
    };
    const found = textRows(rows, columns, rowsMax);
    if ('stage' in table) {
      const judged = await table.stage(found, { context, tools });
      return 'staged' in judged ? seeOther(judged.staged) : refuse(judged.refused);
    }
    const keeps = wanted === 'keep';
    const judged = await table.take(basis.values, found, { context, tools, keeps });
    if ('refused' in judged) return refuse(judged.refused);
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
  readonly judged?: Preview<Line>;
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
