/** Addresses of longer periods, offered where a table by day shows hardly anything: a day has few respondents. */
import type { Analysis, AnalysisTable } from './analysis.ts';

export interface LongerPeriods {
  /** The index by week. */
  readonly weeks: string;
  /** The same table by month. */
  readonly months: string;
}

/** @returns undefined where the table is not by day, or suppresses no more than half of its groups */
export function longerPeriods(
  table: AnalysisTable,
  { rows, columns }: Pick<Analysis, 'rows' | 'columns'>,
  request: Readonly<Record<'round' | 'unit' | 'of' | 'rows' | 'columns', string>>,
): LongerPeriods | undefined {
  if (rows?.id !== 'day' && columns?.id !== 'day') return undefined;
  const keysOf = (groups: AnalysisTable['rows']) => (groups.length > 0 ? groups : [{ key: undefined }]);
  const figures = keysOf(table.rows).flatMap((row) =>
    keysOf(table.columns).map((column) => table.figure(row.key, column.key)),
  );
  const suppressed = figures.filter(({ state }) => state === 'hidden');
  if (suppressed.length * 2 <= figures.length) return undefined;
  const { round, unit, of } = request;
  const byMonth = (side: string): string => (side === 'day' ? 'month' : side);
  const months = { ...request, rows: byMonth(request.rows), columns: byMonth(request.columns) };
  return {
    weeks: `/staff/analysis/time?${new URLSearchParams({ round, unit, of, by: 'week' }).toString()}`,
    months: `/staff/analysis?${new URLSearchParams(months).toString()}`,
  };
}
