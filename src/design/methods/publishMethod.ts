/** Publishes a draft as a version that never changes again. */
import { auditEntry } from '../../access/audit/entry.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import type { MethodStore } from './methodStore.ts';
import type { MethodDraft } from './draft.ts';
import { draftChanged } from '../drafts/draft.ts';
import type { DraftStore } from '../drafts/store.ts';

export interface PublishingStores {
  readonly methods: MethodStore;
  readonly methodDrafts: DraftStore<MethodDraft>;
}

/**
 * Publishes a draft without errors and missing values. The draft is first marked as being published, with the version;
 * after an interruption, the next call completes it.
 *
 * @returns key of the version
 * @throws Problem conflict when somebody else has changed the draft meanwhile
 */
export async function publishMethod(
  draft: MethodDraft,
  by: MethodDraft['changedBy'],
  { methods, methodDrafts }: PublishingStores,
  now: Date,
): Promise<string> {
  const method =
    draft.state === 'publishing'
      ? draft.method
      : { ...draft.method, version: await nextVersion(draft.method.id, methods) };
  const isClaimed = await methodDrafts.change(draft, {
    method,
    state: 'publishing',
    changedAt: now,
    changedBy: by,
  });
  if (!isClaimed) throw draftChanged();
  const key = methodKey(method);
  const entry = auditEntry({
    at: now,
    by,
    kind: 'method.published',
    unitIds: [],
    subject: { id: key, label: method.name.vi },
  });
  const claimed = { ...draft, revision: draft.revision + 1 };
  if (!(await methods.publish(method, draft.id, entry))) {
    await methodDrafts.change(claimed, { state: 'open' });
    throw draftChanged(); // another draft has taken the number
  }
  await methodDrafts.change(claimed, { state: 'published' });
  return key;
}

/** The number that a new version of a method would get. */
export async function nextVersion(id: string, methods: MethodStore): Promise<number> {
  const versions = (await methods.list())
    .filter((one: Method) => one.id === id)
    .map(({ version }) => version);
  return Math.max(0, ...versions) + 1;
}
