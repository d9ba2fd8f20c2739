/** Batches of paper forms for tests: of the small city's survey, at a paper point of ward-a. */
import { randomUUID } from 'node:crypto';
import type { Keying, PaperBatch, Pass } from '../../../src/collection/paper/batch.ts';
import { makeBatch } from '../../../src/collection/paper/makeBatch.ts';
import type { Stores } from '../../../src/app/stores.ts';
import { anAccessPoint, duringAt } from '../../support/builders.ts';

export const somebody = { accountId: 'somebody', name: 'somebody' };

export function aKeying(changes: Partial<Keying> = {}): Keying {
  return {
    id: randomUUID(),
    submissionId: randomUUID(),
    edit: 1,
    by: 'clerk',
    answers: { q1: 5, q2: 4 },
    marks: {},
    about: {},
    ...changes,
  };
}

export function aBatch(changes: Partial<PaperBatch> = {}): PaperBatch {
  return {
    id: randomUUID(),
    serial: 'ABCDEF',
    accessPointId: 'paper',
    revision: 1,
    roundId: 'round',
    unitId: 'ward-a',
    announced: 2,
    keyedTwice: false,
    collectedOn: '2026-01-19',
    state: 'open',
    madeAt: duringAt,
    madeBy: somebody,
    changes: 0,
    sheets: {},
    ...changes,
  };
}

export async function addBatch(
  stores: Stores,
  changes: Partial<Pick<PaperBatch, 'announced' | 'keyedTwice'>> & { unitId?: string; roundId?: string } = {},
): Promise<PaperBatch> {
  const { unitId = 'ward-a', roundId = 'round', announced = 2, keyedTwice = false } = changes;
  const code = randomUUID()
    .replaceAll(/[^2-9]/g, '')
    .padEnd(12, '2')
    .slice(0, 12);
  const revision = { number: 1, roundId, unitId, from: new Date(duringAt.getTime() - 1000) };
  const point = anAccessPoint(code, unitId, { channel: 'paper', revisions: [revision] });
  await stores.accessPoints.add(point);
  const request = { point, revision, announced, keyedTwice, collectedOn: '2026-01-19', madeBy: somebody };
  return await makeBatch(request, stores.paper, duringAt);
}

export async function keyAll(stores: Stores, batch: PaperBatch, pass: Pass, by: string): Promise<void> {
  for (let number = 1; number <= batch.announced; number += 1) {
    await stores.paper.keep({ batchId: batch.id, number, pass }, aKeying({ by }));
  }
}
