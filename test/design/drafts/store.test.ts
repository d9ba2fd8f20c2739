import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import type { MethodDraft } from '../../../src/design/methods/draft.ts';
import { aMethod, duringAt } from '../../support/builders.ts';
import { useStores } from '../../support/storage.ts';

const stores = useStores();
const by = { accountId: 'an', name: 'An' };

async function addedDraft(): Promise<MethodDraft> {
  const draft: MethodDraft = {
    id: randomUUID(),
    method: aMethod(),
    surveyVersionId: 'a',
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
    expect(await methodDrafts.change(draft, { surveyVersionId: 'b' })).toBe(true);
    expect(await methodDrafts.change(draft, { surveyVersionId: 'c' })).toBe(false);
    expect(await methodDrafts.find(draft.id)).toMatchObject({ surveyVersionId: 'b', revision: 2 });
  });

  it('loses what is taken out of it, and keeps no empty place for it', async () => {
    const draft = await addedDraft();
    const { methodDrafts } = stores();
    expect(await methodDrafts.change(draft, { surveyVersionId: undefined })).toBe(true);
    expect(await methodDrafts.find(draft.id)).not.toHaveProperty('surveyVersionId');
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
});
