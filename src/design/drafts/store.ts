import type { Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxIndex, type WithOutbox } from '../../access/audit/auditedStore.ts';
import type { CollectionPlan, Migration } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { draftChanged, type Draft, type Writer } from './draft.ts';

export const criteriaDraftsPlan = planOf('criteriaDrafts');
export const methodDraftsPlan = planOf('methodDrafts', ['method', 'surveyVersionId']);
export const roundDraftsPlan = planOf('roundDrafts', ['typed', 'unitIds']);
export const surveyDraftsPlan = planOf('surveyDrafts');

/** @param moved the fields that version 2 has in the content; missing: it always had one */
function planOf(name: string, moved?: readonly string[]): CollectionPlan {
  const plan = { name, schemaVersion: 1, indexes: [outboxIndex] };
  return moved ? { ...plan, schemaVersion: 2, migrations: [intoContent(name, moved)] } : plan;
}

/** Drafts of rounds that were scheduled are published where there is the round, which has the draft's id. */
function intoContent(name: string, moved: readonly string[]): Migration {
  return {
    toVersion: 2,
    async run(connection) {
      const drafts = connection.collection<{ _id: string; state: string }>(name);
      for await (const draft of drafts.find({ content: { $exists: false } })) {
        const fields = Object.entries(draft).filter(([key]) => moved.includes(key));
        const isScheduled = draft.state === 'scheduled';
        const round =
          isScheduled && (await connection.collection<{ _id: string }>('rounds').findOne({ _id: draft._id }));
        await drafts.updateOne(
          { _id: draft._id },
          {
            $set: {
              content: Object.fromEntries(fields),
              ...(isScheduled && { state: round ? 'published' : 'publishing' }),
            },
            $unset: Object.fromEntries(moved.map((key) => [key, ''])),
          },
        );
      }
    },
  };
}

const withoutUndefined = { ignoreUndefined: true };
const isBeingWritten = { state: { $in: ['open', 'publishing'] } } as const;

export function draftStore<Content>(connection: Connection, { name }: CollectionPlan) {
  const drafts = connection.collection<Stored<Draft<unknown>> & WithOutbox>(name);

  return {
    /** Adding one with the same id again changes nothing. */
    async add(draft: Draft<Content>, entry: AuditEntry): Promise<void> {
      try {
        await drafts.insertOne({ ...toDocument<Draft<unknown>>(draft), outbox: [entry] }, withoutUndefined);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    /** Undefined also for a draft that is already published or discarded. */
    async find(draftId: string): Promise<Draft<Content> | undefined> {
      const document = await drafts.findOne({ _id: draftId, ...isBeingWritten });
      return document ? draftOf<Content>(document) : undefined;
    },
    /** Drafts that are neither published nor discarded; last changed first. */
    async list(): Promise<readonly Draft<Content>[]> {
      const found = drafts.find(isBeingWritten, { sort: { changedAt: -1, _id: 1 } });
      return (await found.toArray()).map((document) => draftOf<Content>(document));
    },
    change,
    /**
     * Publishes a draft. It is first marked, so that nobody changes it meanwhile; after an interruption, the next call
     * completes it.
     *
     * @param make stores the published version; false when another has taken its place: the draft is open again
     * @returns what `make` returned
     * @throws Problem conflict when somebody else has changed the draft meanwhile
     */
    async publish(
      draft: Draft<Content>,
      { content, by, at }: { readonly content: Content; readonly by: Writer; readonly at: Date },
      make: () => Promise<boolean>,
    ): Promise<boolean> {
      const marked = await change(draft, { content, state: 'publishing', changedAt: at, changedBy: by });
      if (!marked) throw draftChanged();
      const isMade = await make();
      await change({ ...draft, revision: draft.revision + 1 }, { state: isMade ? 'published' : 'open' });
      return isMade;
    },
  };

  /** @returns false when somebody else has changed the draft meanwhile */
  async function change(
    { id, revision }: Pick<Draft<Content>, 'id' | 'revision'>,
    next: Partial<Omit<Draft<Content>, 'id' | 'revision'>>,
    entry?: AuditEntry,
  ): Promise<boolean> {
    const { matchedCount } = await drafts.updateOne(
      { _id: id, revision },
      { $set: { ...next, revision: revision + 1 }, ...(entry && { $push: { outbox: entry } }) },
      withoutUndefined,
    );
    return matchedCount === 1;
  }
}
export type DraftStore<Content> = ReturnType<typeof draftStore<Content>>;

function draftOf<Content>(document: Stored<Draft<unknown>> & WithOutbox): Draft<Content> {
  const { outbox: _outbox, ...draft } = document as Stored<Draft<Content>> & WithOutbox;
  return fromDocument<Draft<Content>>(draft);
}
