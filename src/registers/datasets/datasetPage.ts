/** What the pages of a dataset share: the headings of the columns, and the lines in view. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { TableCell } from '../../platform/tables/table.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Dataset } from './dataset.ts';
import { currentLines } from './importBatch.ts';
import { datasetContext } from './takeImportBatch.ts';

export function headingsIn(
  { columns }: Pick<Dataset<object>, 'columns'>,
  language: PageLanguage,
): readonly string[] {
  return columns.map(({ headings: [vi, en] }) => inLanguage({ vi, en }, language));
}

/** Lines of the units in view, as texts; for one period, or for all. */
export async function linesInView<Line extends object>(
  dataset: Dataset<Line>,
  period: string | undefined,
  { caller, language }: { readonly caller: Caller; readonly language: PageLanguage },
  { stores, now }: RoutesOptions,
): Promise<{ readonly lines: readonly (readonly TableCell[])[]; readonly isMadeUp: boolean }> {
  const context = await datasetContext(stores, caller, dataset, now());
  const seen = caller.unitIdsInView(dataset.see);
  const importBatches = await stores.importBatches.list<Line>(
    dataset.kind,
    period ? { periods: [period] } : {},
  );
  const { compare } = new Intl.Collator(language); // of thousands of lines; each localeCompare would look one up
  const lines = [...currentLines(importBatches, dataset.keyOf).values()]
    .filter(
      (line) => (!period || dataset.periodOf(line) === period) && (!seen || seen.has(dataset.unitIdOf(line))),
    )
    .map((line) => dataset.cellsOf(line, context, language))
    .map((cells) => ({ cells, text: cells.join(' ') }))
    .toSorted((one, other) => compare(one.text, other.text))
    .map(({ cells }) => cells);
  return { lines, isMadeUp: importBatches.some(({ madeUp }) => madeUp) };
}
