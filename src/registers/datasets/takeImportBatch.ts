/** The path of an import batch from its lines to being applied, whether a page or a program submits it. */
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import { dayMs } from '../../access/retention/retention.ts';
import type { Dataset, DatasetContext } from './dataset.ts';
import type { Changes } from './changes.ts';
import { currentLines, type ImportBatch } from './importBatch.ts';
import type { ImportBatchStore } from './store.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

/** What the lines of a caller may refer to today. */
export async function datasetContext(
  stores: Pick<Stores, 'units' | 'services' | 'rounds'>,
  caller: Caller,
  { keep }: Pick<Dataset<object>, 'keep'>,
  now: Date,
): Promise<DatasetContext> {
  const [units, services, rounds] = await Promise.all([
    stores.units.list(),
    stores.services.list(),
    stores.rounds.list(),
  ]);
  const kept = caller.unitIdsFor(keep);
  return { units, services, rounds, today: dayOf(now), mayKeep: (id) => !kept || kept.has(id) };
}

/** The lines in force for some periods. */
export async function heldLines<Line extends object>(
  importBatches: Pick<ImportBatchStore, 'list'>,
  { kind, keyOf }: Pick<Dataset<Line>, 'kind' | 'keyOf'>,
  periods: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  return currentLines(await importBatches.list<Line>(kind, { periods }), keyOf);
}

export interface Bringing {
  readonly by: { readonly accountId: string; readonly name: string };
  readonly at: Date;
}

/** Stores lines as a batch that waits for confirmation. */
export async function stageLines<Line extends object>(
  { importBatches, retention }: Pick<Stores, 'importBatches' | 'retention'>,
  dataset: Dataset<Line>,
  lines: readonly Line[],
  { by, at, fileName }: Bringing & { readonly fileName?: string | undefined },
): Promise<ImportBatch<Line>> {
  const importBatch: ImportBatch<Line> = {
    id: randomUUID(),
    dataset: dataset.kind,
    ...(fileName === undefined ? {} : { fileName: fileName.slice(0, 200) }),
    lines,
    unitIds: [...new Set(lines.map(dataset.unitIdOf))],
    periods: [...new Set(lines.map(dataset.periodOf))],
    madeBy: by,
    madeAt: at,
  };
  const { stagedImportBatches } = await retention.days();
  await importBatches.stage(importBatch, new Date(at.getTime() + stagedImportBatches * dayMs));
  return importBatch;
}

/**
 * Applies a batch.
 *
 * @param base number of the last batch when its changes were computed
 * @param facts further facts for the audit log
 * @returns false when another batch was applied in between, so that the changes may differ now
 */
export async function applyImportBatch(
  importBatches: Pick<ImportBatchStore, 'lastNumber' | 'apply'>,
  importBatch: ImportBatch<object>,
  { base, fresh, replaced }: Pick<Changes, 'fresh' | 'replaced'> & { readonly base: number },
  { by, at, facts = {} }: Bringing & { readonly facts?: Facts },
): Promise<boolean> {
  const entry = auditEntry({
    at,
    by,
    kind: `${importBatch.dataset}.changed`,
    unitIds: importBatch.unitIds,
    subject: { id: importBatch.id, label: importBatch.fileName ?? importBatch.periods.join(', ') },
    after: {
      lines: String(importBatch.lines.length),
      new: String(fresh),
      replaced: String(replaced),
      ...facts,
    },
  });
  const isNewest = (await importBatches.lastNumber(importBatch.dataset)) === base;
  return isNewest && (await importBatches.apply(importBatch.id, base + 1, entry));
}
