/** The file of all rows of a list, on every page of it. */
import { downloadLinks, nothingToDownload, sendDownload } from '../../platform/web/download.ts';
import { sendCsv, tableFormats, type TableFormat } from '../../platform/web/sendTable.ts';
import type { TableRow } from '../../platform/tables/table.ts';
import { fileColumns, fileRow } from './columns.ts';
import type { List, Stream } from './listDeclaration.ts';
import type { ListContext } from './listRequest.ts';
import { linesOf, type Found } from './listRows.ts';
import { findRequestContext } from './requestContext.ts';

/** The links to the file, for `views/platform/layout/download.ejs`; rows of a store are sent as they are read, as CSV. */
export function fileLinks<Row, Line>(
  context: ListContext,
  declared: List<Row, Line>,
  source: readonly Row[] | Stream<Row>,
) {
  const file = fileOf(context, declared);
  if (!file) return undefined;
  const formats = formatsOf(source);
  const part = { key: file.key, title: declared.title, table: { columns: [], rows: [] }, formats };
  return downloadLinks(context.req, [part], context.language)[file.key];
}

function formatsOf<Row>(source: readonly Row[] | Stream<Row>): readonly TableFormat[] {
  return 'read' in source ? ['csv'] : tableFormats;
}

/**
 * Sends the file where it is asked for, and records that first.
 *
 * @returns false where the page itself is asked for
 * @throws Problem notFound for another file
 */
export async function sendFile<Row, Line>(
  context: ListContext,
  declared: List<Row, Line>,
  source: readonly Row[] | Stream<Row>,
  every: Found<Row>['every'],
): Promise<boolean> {
  const { req, res, language } = context;
  const file = fileOf(context, declared);
  if (!file || req.query['take'] === undefined) return false;
  const { key } = file;
  const { title } = declared;
  const format = formatsOf(source).find((one) => req.query['take'] === `${key}.${one}`);
  if (!format) throw nothingToDownload();
  const subject = { id: req.path, label: title };
  await findRequestContext(req)?.record?.({ kind: 'list.taken', subject, after: { format } });
  const columns = fileColumns(declared.columns);
  const found = await every();
  const rows = fileRows(declared, found);
  if (!('read' in source)) {
    const table = file.table?.(await allOf(found)) ?? { columns, rows: await allOf(rows) };
    return await sendDownload(req, res, [{ key, title, table }], { ...file, language });
  }
  await sendCsv(res, key, { columns, rows });
  return true;
}

/** Missing parts of its name are the last part of the address. */
function fileOf<Row, Line>({ req }: ListContext, { file }: List<Row, Line>) {
  return file === false ? undefined : { name: '', key: req.path.split('/').at(-1)!, ...file };
}

const completedAtOnce = 200;

async function* fileRows<Row, Line>(
  declared: List<Row, Line>,
  rows: Iterable<Row> | AsyncIterable<Row>,
): AsyncGenerator<TableRow> {
  let some: Row[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < completedAtOnce) continue;
    yield* await completed(declared, some);
    some = [];
  }
  yield* await completed(declared, some);
}

async function completed<Row, Line>(declared: List<Row, Line>, rows: readonly Row[]) {
  return (await linesOf(declared, rows)).map((line) => fileRow(declared.columns, line));
}

async function allOf<Row>(rows: Iterable<Row> | AsyncIterable<Row>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
