import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import type { MethodDraft } from '../../../src/design/methods/draft.ts';
import { aMethod, duringAt } from '../../support/builders.ts';
import { roundDraftsPlan } from '../../../src/design/drafts/store.ts';
import { useConnection, useStores } from '../../support/storage.ts';

const stores = useStores();
const database = useConnection();
const by = { accountId: 'an', name: 'An' };

async function addedDraft(): Promise<MethodDraft> {
  const draft: MethodDraft = {
    id: randomUUID(),
    content: { method: aMethod(), surveyVersionId: 'a' },
    state: 'open',
    revision: 1,
    changedAt: duringAt,
    changedBy: by,
  };
  await stores().methodDrafts.add(draft, entryOf(draft));
  return draft;
}

function entryOf({ id }: MethodDraft) {
  const subject = { id, label: '' };
  return auditEntry({ at: duringAt, by, kind: 'method.drafted', unitIds: [], subject });
}

describe('a draft', () => {
  it('is changed only from the state that its writer saw', async () => {
    const draft = await addedDraft();
    const { methodDrafts } = stores();
    const other = { ...draft.content, surveyVersionId: 'b' };
    expect(await methodDrafts.change(draft, { content: other })).toBe(true);
    expect(await methodDrafts.change(draft, { content: draft.content })).toBe(false);
    expect(await methodDrafts.find(draft.id)).toMatchObject({
      content: { surveyVersionId: 'b' },
      revision: 2,
    });
  });

  it('is there once, however often it is added, and not after it was discarded', async () => {
    const draft = await addedDraft();
    const { methodDrafts } = stores();
    await methodDrafts.add({ ...draft, revision: 7 }, entryOf(draft));
    expect(await methodDrafts.find(draft.id)).toMatchObject({ revision: 1 });
    await methodDrafts.change(draft, { state: 'discarded' });
    expect(await methodDrafts.find(draft.id)).toBeUndefined();
    expect((await methodDrafts.list()).map(({ id }) => id)).not.toContain(draft.id);
  });

  it('of an older program has its fields moved into its content; one of a scheduled round is published', async () => {
    const connection = database();
    const drafts = connection.collection<{ _id: string; [field: string]: unknown }>('roundDrafts');
    const [scheduled, open] = [randomUUID(), randomUUID()];
    const typed = { titleVi: 'Đợt thử' };
    await drafts.insertMany([
      { _id: scheduled, typed, unitIds: ['a'], state: 'scheduled', revision: 2 },
      { _id: open, typed, unitIds: ['a'], state: 'open', revision: 1 },
    ]);
    await connection.collection<{ _id: string }>('rounds').insertOne({ _id: scheduled });
    for (let run = 1; run <= 2; run++) await roundDraftsPlan.migrations![0]!.run(connection);
    expect(await drafts.findOne({ _id: scheduled })).toMatchObject({ state: 'published' });
    expect(await drafts.findOne({ _id: open })).toEqual({
      _id: open,
      content: { typed, unitIds: ['a'] },
      state: 'open',
      revision: 1,
    });
  });
});
