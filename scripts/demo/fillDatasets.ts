/**
 * The datasets of the demo: fictitious caseload, one import batch for each year, and the real figures of the report.
 */
import { auditEntry } from '../../src/access/audit/entry.ts';
import type { ImportBatch } from '../../src/registers/datasets/importBatch.ts';
import type { ReportedFigure } from '../../src/registers/reportedFigures/reportedFigure.ts';
import type { Stores } from '../../src/app/stores.ts';
import {
  filings,
  monthsBetween,
  type Filing,
  type Caseload,
} from '../../src/registers/caseloads/caseload.ts';
import { unlessThere } from './unlessThere.ts';
import { cityId, leaves, reportedFigures } from './province.ts';
import type { Random } from './random.ts';
import { dayOf } from '../../src/platform/calendar/vietNamTime.ts';

const sharePercent: Record<Filing, number> = { counter: 55, online: 35, post: 10 };
const returnedPercent: Record<Filing, number> = { counter: 6, online: 22, post: 70 };
const madeBy = { accountId: 'demo', name: 'demo' };

export async function fillCaseloads(stores: Stores, filledAt: Date, random: Random): Promise<void> {
  const months = monthsBetween('2020-10-01', dayOf(filledAt)).slice(0, -1); // the current month has not ended
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  for (const [index, year] of years.entries()) {
    const ofYear = months.filter((month) => month.startsWith(year));
    const importBatch: ImportBatch<Caseload> = {
      id: `demo-caseloads-${year}`,
      dataset: 'caseloads',
      fileName: `so-ho-so-minh-hoa-${year}.xlsx`,
      lines: ofYear.flatMap((month) => linesOf(month, random)),
      unitIds: leaves.map(({ unitId }) => unitId),
      periods: ofYear,
      madeBy,
      madeAt: filledAt,
      madeUp: true,
    };
    await deliver(stores, importBatch, index + 1);
  }
}

export async function fillReportedFigures(stores: Stores, filledAt: Date): Promise<void> {
  const importBatch: ImportBatch<ReportedFigure> = {
    id: 'demo-reported-figures',
    dataset: 'reportedFigures',
    lines: reportedFigures,
    unitIds: [cityId],
    periods: ['2021'],
    madeBy,
    madeAt: filledAt,
  };
  await deliver(stores, importBatch, 1);
}

async function deliver(stores: Stores, importBatch: ImportBatch<object>, number: number): Promise<void> {
  const entry = auditEntry({
    at: importBatch.madeAt,
    kind: `${importBatch.dataset}.changed`,
    unitIds: importBatch.unitIds,
    subject: { id: importBatch.id, label: importBatch.fileName ?? importBatch.periods.join(', ') },
  });
  const waitsUntil = new Date(importBatch.madeAt.getTime() + 3_600_000);
  await unlessThere(() => stores.importBatches.stage(importBatch, waitsUntil));
  await stores.importBatches.apply(importBatch.id, number, entry);
}

/** One to two transactions for each submission of a closed round. */
function linesOf(month: string, random: Random): readonly Caseload[] {
  return leaves.flatMap(({ unitId, forms }) =>
    filings.map((filing): Caseload => {
      const transactions = Math.round((forms * (100 + random.whole(100)) * sharePercent[filing]) / 10_000);
      const overdue = random.whole(1 + Math.ceil(transactions / 20));
      const returnedByPost = Math.round((transactions * returnedPercent[filing]) / 100);
      return { unitId, month, filing, transactions, onTime: transactions - overdue, overdue, returnedByPost };
    }),
  );
}
