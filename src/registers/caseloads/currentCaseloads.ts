import { currentLines } from '../datasets/importBatch.ts';
import type { ImportBatchStore } from '../datasets/store.ts';
import { caseloadKey, type Caseload } from './caseload.ts';

/** The caseload of these months, `YYYY-MM`, and whether a batch with some of it is made up. */
export async function currentCaseloads(
  importBatches: Pick<ImportBatchStore, 'list'>,
  months: readonly string[],
): Promise<{ readonly lines: readonly Caseload[]; readonly madeUp: boolean }> {
  const batches = await importBatches.list<Caseload>('caseloads', { periods: months });
  const current = [...currentLines(batches, caseloadKey).values()];
  return {
    lines: current.filter(({ month }) => months.includes(month)),
    madeUp: batches.some(({ madeUp }) => madeUp === true),
  };
}
