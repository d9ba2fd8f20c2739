import { randomUUID } from 'node:crypto';
import type { AccessPoint, Revision } from '../../design/accessPoints/accessPoint.ts';
import { checkLetter, randomCode } from '../../platform/text/codeLetters.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { PaperBatch } from './batch.ts';
import type { PaperStore } from './store.ts';

export type BatchRequest = Pick<PaperBatch, 'announced' | 'keyedTwice' | 'collectedOn' | 'madeBy'> & {
  readonly point: AccessPoint;
  readonly revision: Revision;
};

/** Makes a batch with an unused serial. */
export async function makeBatch(request: BatchRequest, paper: PaperStore, now: Date): Promise<PaperBatch> {
  const { point, revision, ...rest } = request;
  const { roundId, unitId, serviceId, number } = revision;
  const batch = {
    ...rest,
    id: randomUUID(),
    accessPointId: point.id,
    revision: number,
    roundId,
    unitId,
    ...(serviceId === undefined ? {} : { serviceId }),
    state: 'open' as const,
    madeAt: now,
    changes: 0,
    sheets: {},
  };
  for (;;) {
    const made = { ...batch, serial: drawnSerial() };
    const entry = auditEntry({
      at: now,
      by: request.madeBy,
      kind: 'paper.batchMade',
      unitIds: [unitId],
      subject: { id: made.id, label: made.serial },
      after: { sheets: String(request.announced), keyedTwice: request.keyedTwice ? 'yes' : 'no' },
    });
    if (await paper.add(made, entry)) return made;
  }
}

/** Five letters and a check letter: easy to read from one sheet and to find on another. */
function drawnSerial(): string {
  const letters = randomCode(5);
  return letters + checkLetter(letters);
}
