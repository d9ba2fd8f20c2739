/** Cases for tests. */
import { randomUUID } from 'node:crypto';
import type { Case } from '../../../src/improvement/cases/case.ts';
import { followKeyHash, newFollowKey } from '../../../src/collection/submissions/followKey.ts';

/** Of the week before that of `duringAt`, with somebody who waits for an answer. */
export function aCase(changes: Partial<Case> = {}): Case {
  return {
    id: randomUUID(),
    week: '2026-01-12',
    unitId: 'ward-a',
    state: 'received',
    original: 'Chờ lâu quá.',
    followKeyHash: followKeyHash(newFollowKey()),
    steps: [],
    version: 1,
    ...changes,
  };
}
