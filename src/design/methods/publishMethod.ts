/** Publishes a draft as a version that never changes again. */
import { auditEntry } from '../../access/audit/entry.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import type { MethodStore } from './methodStore.ts';
import type { MethodContent, MethodDraft } from './draft.ts';
import { draftChanged, type Writer } from '../drafts/draft.ts';
import type { DraftStore } from '../drafts/store.ts';

export interface PublishingStores {
  readonly methods: MethodStore;
  readonly methodDrafts: DraftStore<MethodContent>;
}

/**
 * Publishes a draft without errors and missing values, as the next version of its method.
 *
 * @returns key of the version
 * @throws Problem conflict when somebody else has changed the draft meanwhile, or another draft has taken the number
 */
export async function publishMethod(
  draft: MethodDraft,
  by: Writer,
  { methods, methodDrafts }: PublishingStores,
  now: Date,
): Promise<string> {
  const { content, state } = draft;
  const isNumbered = state === 'publishing';
  const method = isNumbered ? content.method : await numbered(content.method, methods);
  const key = methodKey(method);
  const subject = { id: key, label: method.name.vi };
  const entry = auditEntry({ at: now, by, kind: 'method.published', unitIds: [], subject });
  const isMade = await methodDrafts.publish(
    draft,
    { content: { ...content, method }, by, at: now },
    async () => await methods.publish(method, draft.id, entry),
  );
  if (!isMade) throw draftChanged();
  return key;
}

/** With the version that it would get. */
export async function numbered(method: Method, methods: MethodStore): Promise<Method> {
  const known = (await methods.list()).filter(({ id }) => id === method.id);
  return { ...method, version: Math.max(0, ...known.map(({ version }) => version)) + 1 };
}
