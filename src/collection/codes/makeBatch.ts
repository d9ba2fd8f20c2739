import { randomUUID } from 'node:crypto';
import { addPoint } from '../../design/accessPoints/addPoint.ts';
import type { AccessPointStore } from '../../design/accessPoints/store.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import { codeHash, oneTimeCode, type CodeBatch, type CodeKeys } from './code.ts';
import type { CodeStore } from './store.ts';

export interface BatchDraft {
  /** Given if the same batch may be requested twice; it is then made once. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly count: number;
  readonly roundId: string;
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  /** 0 for a batch that is handed out one by one. */
  readonly handedOut?: 0;
  /** Further facts for the audit entry. */
  readonly facts?: Facts;
}

/**
 * Makes a batch with its access point. The batch is written last: an interruption leaves only codes and a point that
 * nobody was given.
 */
export async function makeBatch(
  draft: BatchDraft,
  madeBy: CodeBatch['madeBy'],
  {
    codes,
    accessPoints,
    keys,
    now,
  }: { codes: CodeStore; accessPoints: AccessPointStore; keys: CodeKeys; now: Date },
): Promise<CodeBatch> {
  const { id = randomUUID(), label, count, roundId, unitId, serviceId, handedOut, facts } = draft;
  const made = await codes.findBatch(id);
  if (made) return made;
  const batch: CodeBatch = { id, label, count, ...(handedOut === 0 && { handedOut }), madeAt: now, madeBy };
  const serials = Array.from({ length: count }, (_, index) => index + 1);
  await codes.addCodes(
    batch.id,
    serials.map((serial) => codeHash(oneTimeCode(batch.id, serial, keys), keys)),
  );
  const revision = { number: 1, roundId, unitId, ...(serviceId ? { serviceId } : {}), from: now };
  await addPoint({ id: batch.id, channel: 'code', revisions: [revision] }, accessPoints);
  const entry = auditEntry({
    at: now,
    by: madeBy,
    kind: 'codes.made',
    unitIds: [unitId],
    subject: { id: batch.id, label },
    after: { count: String(count), ...facts },
  });
  await codes.addBatch(batch, entry);
  return batch;
}
