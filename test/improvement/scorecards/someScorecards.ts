/** Sets of criteria and scorecards for tests. */
import { randomUUID } from 'node:crypto';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import type { AuditKind } from '../../../src/access/audit/kinds.ts';
import type {
  CriteriaContent,
  CriteriaItem,
  CriteriaSet,
  Rule,
} from '../../../src/improvement/scorecards/criteria.ts';
import type { CriteriaDraft } from '../../../src/improvement/scorecards/draft.ts';
import type { Stores } from '../../../src/app/stores.ts';
import { duringAt } from '../../support/builders.ts';

const by = { accountId: 'somebody', name: 'somebody' };

export function aLeaf(code: string, points: number, rule: Rule = { kind: 'free' }): CriteriaItem {
  return { code, title: { vi: `tiêu chí ${code}` }, pointsMax: points * 100, rule, isConfirmed: false };
}

/** A field of 60 points with a criterion of each rule that is typed, and one of 40 without. */
export const someItems: readonly CriteriaItem[] = [
  { code: '1', title: { vi: 'lĩnh vực 1' }, isConfirmed: false },
  aLeaf('1.1', 20),
  aLeaf('1.2', 10, { kind: 'passFail' }),
  aLeaf('1.3', 10, { kind: 'steps', steps: [0, 500, 1000] }),
  aLeaf('1.4', 20, { kind: 'rate', fullAt: 10_000, zeroBelow: 5000 }),
  { code: '2', title: { vi: 'lĩnh vực 2' }, isConfirmed: false },
  aLeaf('2.1', 40),
];

export function someCriteria(ownerId: string, changes: Partial<CriteriaContent> = {}): CriteriaContent {
  return {
    title: { vi: 'Bộ tiêu chí thử' },
    ownerId,
    kind: 'commune',
    year: 2025,
    source: '',
    bonusMax: 200,
    penaltyMax: 100,
    deadlines: { self: '2026-02-01', first: '2026-03-01', explanation: '2026-04-01', second: '2026-05-01' },
    items: someItems,
    ...changes,
  };
}

export function aSet(
  ownerId: string,
  unitIds: readonly string[],
  changes: Partial<CriteriaSet> = {},
): CriteriaSet {
  return {
    ...someCriteria(ownerId),
    id: randomUUID(),
    unitIds,
    publishedAt: duringAt,
    publishedBy: by,
    ...changes,
  };
}

export function anEntry(kind: AuditKind, id: string) {
  return auditEntry({ at: duringAt, by, kind, unitIds: [], subject: { id, label: '' } });
}

export async function addSet(stores: Stores, set: CriteriaSet): Promise<CriteriaSet> {
  await stores.criteriaSets.add(set, anEntry('criteria.published', set.id));
  return set;
}

export async function addDraft(stores: Stores, content: CriteriaContent): Promise<CriteriaDraft> {
  const draft: CriteriaDraft = {
    id: randomUUID(),
    content,
    before: { content, part: '' },
    state: 'open',
    revision: 1,
    changedAt: duringAt,
    changedBy: by,
  };
  await stores.criteriaDrafts.add(draft, anEntry('criteria.drafted', draft.id));
  return draft;
}
