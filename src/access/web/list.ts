/**
 * The list page of staff: a feature declares the columns, the search and the filters, and hands over the rows. Sorting by
 * a heading, pages of a size that the browser remembers, and the file of all rows are the same everywhere.
 */
import { catalogue } from '../../platform/text/catalogue.ts';
import { finds } from '../../platform/text/searchText.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { tableRows, type Column } from './columns.ts';
import type { Filter, List, Stream } from './listDeclaration.ts';
import { fileLinks, sendFile } from './listFile.ts';
import {
  listUrl,
  orderOf,
  pageSizes,
  readChosen,
  readListRequest,
  type ListContext,
  type ListRequest,
  type Order,
} from './listRequest.ts';
import { linesOf, matching, ordered, pageOf, readPage, type Found } from './listRows.ts';
import { page, sent, type Reply } from './reply.ts';

const listTexts = catalogue('access/lists');

/**
 * Replies with a page of the list, or with the file of all its rows.
 *
 * @throws Problem malformed for an order, a size or a choice that the list does not have
 */
export async function list<Row, Line = Row>(
  context: ListContext,
  declared: List<Row, Line>,
  source: readonly Row[] | Stream<Row>,
): Promise<Reply> {
  const { req, res } = context;
  const asked = await readListRequest(req, res);
  const filters = await chosenIn(context, declared);
  const sortable = declared.columns.filter((column) => isSortable(column, declared, source));
  const order = orderOf(sortable, asked.sort ?? declared.sortedBy);
  const found =
    'read' in source
      ? await readPage(source, order, asked)
      : pageOf(ordered(matching(source, filters), declared, order, context), asked);
  if (await sendFile(context, declared, source, found.every)) return sent;
  const isFiltered = filters.some(({ value, usual }) => value !== usual);
  const isEmpty =
    declared.isEmpty ?? ('read' in source ? found.rows.length === 0 && !isFiltered : source.length === 0);
  const lines = await linesOf(declared, found.rows);
  const { status, title, notice } = declared;
  return page(
    'access/web/list',
    { status, title, notice },
    {
      ...declared.above?.content,
      ...declared.below?.content,
      list: {
        ...wordsOf(declared),
        ...emptyWords(context, declared, { isEmpty, isFiltered }),
        fields: isEmpty && !('read' in source) ? [] : filters,
        kept: { ...declared.kept, ...(asked.sort !== undefined && { sort: asked.sort }) },
        rows: rowsOf(context, declared, { lines, sortable, order, found }),
        pages: pagesOf(context, found, asked, 'read' in source ? source.cursor : undefined),
        path: req.path,
        take: fileLinks(context, declared, source),
      },
    },
  );
}

function isSortable<Row, Line>(
  { key, sort, isAction }: Column<Line, Row>,
  { complete }: List<Row, Line>,
  source: readonly Row[] | Stream<Row>,
): boolean {
  if ('read' in source) return source.sorts?.includes(key) ?? false;
  return !isAction && sort !== false && (sort !== undefined || complete === undefined);
}

/** The fields of the form with what is chosen in them. */
async function chosenIn<Row, Line>({ req }: ListContext, { search, filters = [] }: List<Row, Line>) {
  const q: Filter<Row> | undefined = search && {
    id: 'q',
    label: search.label,
    type: 'search',
    keeps: (row, value) => finds(search.texts(row), value),
  };
  const all = [...(q ? [q] : []), ...filters];
  const chosen = await readChosen(req, all.filter(({ value }) => value === undefined).map(({ id }) => id)); // prettier-ignore
  return all.map((filter) => {
    const { usual = '', options } = filter;
    const value = filter.value ?? (chosen[filter.id] || usual);
    if (options && !options.some((option) => option.value === value)) throw malformedRequest();
    return { ...filter, optional: true, usual, value };
  });
}

function wordsOf<Row, Line>(declared: List<Row, Line>) {
  const { lead, links = [], madeUp, tabs, actions = [], above, below, heading, hint, drafts } = declared;
  return {
    lead,
    madeUp,
    links: links.filter(Boolean),
    tabs,
    actions: actions.filter(Boolean),
    above: above?.view,
    below: below?.view,
    heading,
    hint,
    drafts,
  };
}

/** What is said where there are no rows. */
function emptyWords<Row, Line>(
  { req, language }: ListContext,
  { empty, noneFound, kept }: List<Row, Line>,
  { isEmpty, isFiltered }: { readonly isEmpty: boolean; readonly isFiltered: boolean },
) {
  const t = listTexts[language];
  if (isEmpty) return { empty: empty ?? t.empty };
  const url = kept ? `${req.path}?${new URLSearchParams(kept).toString()}` : req.path;
  return { empty: noneFound ?? t.noneFound, all: isFiltered ? { label: t.all, url } : undefined };
}

function rowsOf<Row, Line>(
  { req, language }: ListContext,
  { title, heading, columns, count }: List<Row, Line>,
  shown: {
    readonly lines: readonly Line[];
    readonly sortable: readonly Column<Line, Row>[];
    readonly order: Order | undefined;
    readonly found: Found<Row>;
  },
) {
  const t = listTexts[language];
  const { lines, sortable, order, found } = shown;
  const { headings, ...rows } = tableRows(columns, lines, { title: heading ?? title, language });
  const { all = lines.length } = found;
  return {
    ...rows,
    caption:
      count?.({ shown: lines.length, all }) ??
      (lines.length < all ? t.shown({ shown: lines.length, all }) : undefined),
    sort: sortable.length > 0 ? t.sort : undefined,
    headings: headings.map((one, index) => {
      const { key } = columns[index]!;
      if (!sortable.some((column) => column.key === key)) return one;
      const isCurrent = order?.key === key;
      const url = listUrl(req, { sort: isCurrent && !order.isReversed ? `-${key}` : key });
      return {
        ...one,
        url,
        sorted: isCurrent ? (order.isAscending ? 'ascending' : 'descending') : undefined,
      };
    }),
  };
}

/** Where the other pages are, and pages of other sizes; undefined for a list that fits into the smallest. */
function pagesOf<Row>(
  { req, language }: ListContext,
  { rows, all, page: number, hasMore }: Found<Row>,
  { size }: ListRequest,
  cursor: Stream<Row>['cursor'],
) {
  const t = listTexts[language];
  const isFirst = cursor ? req.query['after'] === undefined : number === 1;
  if (isFirst && !hasMore && rows.length <= pageSizes[0]) return undefined;
  const nextUrl = cursor ? listUrl(req, { after: cursor(rows.at(-1)!) }) : listUrl(req, { page: number + 1 });
  return {
    label: t.pages,
    position:
      all === undefined || all <= size ? undefined : t.page({ page: number, of: Math.ceil(all / size) }),
    back: isFirst
      ? undefined
      : cursor
        ? { label: t.first, url: listUrl(req, {}) }
        : { label: t.previous, url: listUrl(req, { page: number - 1 }) },
    next: hasMore ? nextUrl : undefined,
    size: t.size,
    sizes: pageSizes.map((one) => ({ size: one, isCurrent: one === size, url: listUrl(req, { size: one }) })),
  };
}
