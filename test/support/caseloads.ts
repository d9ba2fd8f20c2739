/** Caseload in the store, as an applied batch. */
import { randomUUID } from 'node:crypto';
import { auditEntry } from '../../src/access/audit/entry.ts';
import type { Caseload } from '../../src/registers/caseloads/caseload.ts';
import type { TestApp } from './app.ts';

export async function caseloadBatch({ stores, clock }: TestApp, lines: readonly Caseload[]): Promise<void> {
  const { importBatches } = stores;
  const id = randomUUID();
  const at = clock.now;
  await importBatches.stage(
    {
      id,
      dataset: 'caseloads',
      lines,
      unitIds: [...new Set(lines.map(({ unitId }) => unitId))],
      periods: [...new Set(lines.map(({ month }) => month))],
      madeBy: { accountId: 'x', name: 'x' },
      madeAt: at,
    },
    new Date(Date.now() + 86_400_000),
  );
  const number = (await importBatches.lastNumber('caseloads')) + 1;
  await importBatches.apply(id, number, auditEntry({ at, kind: 'caseloads.changed', unitIds: [], subject: { id, label: id } })); // prettier-ignore
}
