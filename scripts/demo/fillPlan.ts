/** A fictitious sample plan for the demo's open round. */
import { auditEntry } from '../../src/access/audit/entry.ts';
import { currentLines } from '../../src/registers/datasets/importBatch.ts';
import { planUnits, type PlanRequest } from '../../src/processing/samplePlans/samplePlan.ts';
import type { Stores } from '../../src/app/stores.ts';
import { monthsBetween, caseloadKey, type Caseload } from '../../src/registers/caseloads/caseload.ts';
import { leaves, roundIds, units } from './province.ts';

const request: PlanRequest = {
  size: {
    formula: 'given',
    marginPercent: 5,
    expectedPercent: 50,
    designEffect: 1,
    responsePercent: 40,
    total: 3000,
  },
  sharing: 'proportional',
  quotaByKind: {},
};

/** Allocated in proportion to the caseload of the round's first year. */
export async function fillPlan(stores: Stores, filledAt: Date): Promise<void> {
  if (await stores.samplePlans.find(roundIds.open)) return;
  const months = monthsBetween('2022-06-01', '2023-05-31');
  const importBatches = await stores.importBatches.list<Caseload>('caseloads', { periods: months });
  const populations = new Map<string, number>();
  for (const { unitId, month, transactions } of currentLines(importBatches, caseloadKey).values()) {
    if (months.includes(month)) populations.set(unitId, (populations.get(unitId) ?? 0) + transactions);
  }
  const planned = planUnits(
    request,
    leaves.map(({ unitId }) => ({
      unitId,
      kind: units.find(({ id }) => id === unitId)!.kind,
      population: populations.get(unitId) ?? 0,
    })),
  );
  if (typeof planned === 'string') throw new Error(`the demo has no plan: ${planned}`);
  const entry = auditEntry({
    at: filledAt,
    kind: 'samplePlan.kept',
    unitIds: [],
    subject: { id: roundIds.open, label: 'demo' },
  });
  const savedBy = { accountId: 'demo', name: 'demo' };
  await stores.samplePlans.put(
    { id: roundIds.open, ...request, units: planned, savedAt: filledAt, savedBy, madeUp: true },
    entry,
  );
}
