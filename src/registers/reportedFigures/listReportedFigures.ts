import type { ImportBatchStore } from '../datasets/store.ts';
import { currentLines } from '../datasets/importBatch.ts';
import { reportedFigureKey, type ReportedFigure } from './reportedFigure.ts';

/** All reported figures of a unit, or of all units, latest first, the satisfaction index before others. */
export async function listReportedFigures(
  importBatches: Pick<ImportBatchStore, 'list'>,
  unitId?: string,
): Promise<readonly ReportedFigure[]> {
  const listed = await importBatches.list<ReportedFigure>(
    'reportedFigures',
    unitId === undefined ? {} : { unitId },
  );
  return [...currentLines(listed, reportedFigureKey).values()]
    .filter((reportedFigure) => unitId === undefined || reportedFigure.unitId === unitId)
    .toSorted((one, other) => other.year - one.year || other.indicator.localeCompare(one.indicator));
}
