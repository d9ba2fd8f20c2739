/** A crosstab in the words and numbers of one language, for `views/dissemination/analysis/analysis.ejs`, and for files. */
import { heatScale } from '../../platform/charts/heatScale.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Table } from '../../platform/tables/table.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Download } from '../../platform/web/download.ts';
import { percentOf } from '../../processing/results/figureTable.ts';
import { heatLegend } from '../../processing/results/heatMap.ts';
import { linesTable } from '../../processing/results/lineCells.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { Analysis, AnalysisTable } from './analysis.ts';
import { axisOrder, inOrderOf, nextOrder, type AxisOrder } from './crosstabOrder.ts';
import type { AnalysisDimension, DimensionGroup } from './dimensions.ts';
import type { CrosstabRequest } from './input.ts';
import { analysisTexts } from './texts.ts';

interface NamedGroup {
  /** Missing: all groups. */
  readonly key: string | undefined;
  readonly name: string;
}

function named(
  dimension: AnalysisDimension | undefined,
  groups: readonly DimensionGroup[],
  language: PageLanguage,
): NamedGroup[] {
  return groups.map(({ key, label }) => ({
    key,
    name: dimension?.id === 'day' ? dayText(key, language) : inLanguage(label, language),
  }));
}

/**
 * The table: a line for each row and one for the total, each with a cell for each column and one for the total. Either axis is
 * sorted by a heading of the other; totals stay last.
 */
export function tableWords(
  table: AnalysisTable,
  analysis: Analysis,
  request: CrosstabRequest,
  language: PageLanguage,
) {
  const t = analysisTexts[language];
  const all: NamedGroup = { key: undefined, name: t.all };
  const keysOf = (groups: readonly DimensionGroup[]) => groups.map(({ key }) => key);
  const rowOrder = axisOrder(request.sort, keysOf(table.columns));
  const columnOrder = axisOrder(request.sortColumns, keysOf(table.rows));
  const rows = inOrderOf(named(analysis.rows, table.rows, language), rowOrder, ({ key }, column) => percentOf(table.figure(key, column))); // prettier-ignore
  const columns = inOrderOf(named(analysis.columns, table.columns, language), columnOrder, ({ key }, row) => percentOf(table.figure(row, key))); // prettier-ignore
  const figures = [...rows, all].map((row) => [...columns, all].map((column) => table.figure(row.key, column.key))); // prettier-ignore
  const scale = heatScale(figures.flat().flatMap((figure) => percentOf(figure) ?? []));
  const canSort = { rows: rows.length > 1, columns: columns.length > 1 };
  return {
    rowsName: analysis.rows ? inLanguage(analysis.rows.label, language) : '',
    columnsName: analysis.columns ? inLanguage(analysis.columns.label, language) : '',
    columns: [...columns, all].map((column) => ({
      name: column.name,
      ...(canSort.rows && sortedBy(column, 'sort', rowOrder, request)),
    })),
    rows: [...rows, all].map((row, at) => ({
      name: row.name,
      isAll: row === all,
      ...(canSort.columns && sortedBy(row, 'sortColumns', columnOrder, request)),
      cells: figures[at]!.map((figure) => ({
        ...cellWords(figure, language),
        heat: figure.state === 'shown' ? scale?.classOf(percentOf(figure)!) : undefined,
      })),
    })),
    legend: scale ? heatLegend(scale, language) : [],
    hasEmpty: figures.flat().some(({ state }) => state !== 'shown'),
    sortHint: canSort.rows ? (canSort.columns ? t.sortBoth : t.sortRows) : undefined,
    isEmpty: table.figure().state === 'none',
  };
}

/** The address that a heading leads to, and how its values sort the other axis now. */
function sortedBy(
  { key }: NamedGroup,
  name: 'sort' | 'sortColumns',
  order: AxisOrder | undefined,
  request: CrosstabRequest,
) {
  const kept = { ...request, [name]: nextOrder(key, order) };
  const query = new URLSearchParams(Object.entries(kept).filter(([, value]) => value !== ''));
  return {
    url: `/staff/analysis?${query.toString()}#table`,
    sorted: order && order.key === key ? order.direction : undefined,
  };
}

function cellWords(figure: Figure, language: PageLanguage) {
  const { value, interval, people } = lineWords({ figure, previous: undefined, change: undefined }, language);
  return {
    value,
    isShown: figure.state === 'shown',
    details: [interval, people === '' ? '' : `${people} ${analysisTexts[language].people}`].filter(Boolean),
  };
}

/** The crosstab as a file for download. */
export function crosstabTaken(
  table: AnalysisTable,
  analysis: Analysis,
  title: string,
  language: PageLanguage,
): Download {
  return { key: 'crosstab', title, table: () => longTable(table, analysis, language) };
}

/** The same cells as a long table: one row per cell, with the parts of its figure in separate columns. */
function longTable(table: AnalysisTable, analysis: Analysis, language: PageLanguage): Table {
  const t = analysisTexts[language];
  const all: NamedGroup = { key: undefined, name: t.all };
  const across = [...named(analysis.columns, table.columns, language), all];
  const lines = [...named(analysis.rows, table.rows, language), all].flatMap((row) =>
    across.map((column) => ({ row, column, figure: table.figure(row.key, column.key) })),
  );
  const { columns, rows } = linesTable(
    t.rows,
    lines.map(({ row, figure }) => ({ name: row.name, figure })),
    language,
  );
  const [first, ...others] = columns;
  return {
    columns: [first!, { key: 'column', heading: t.columns }, ...others],
    rows: rows.map(([name = '', ...cells], index) => [name, lines[index]!.column.name, ...cells]),
  };
}
