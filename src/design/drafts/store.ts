import type { Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxIndex, type WithOutbox } from '../../access/audit/auditedStore.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { Draft } from './draft.ts';

export const criteriaDraftsPlan = planOf('criteriaDrafts');
export const methodDraftsPlan = planOf('methodDrafts');
export const roundDraftsPlan = planOf('roundDrafts');
export const surveyDraftsPlan = planOf('surveyDrafts');

function planOf(name: string): CollectionPlan {
  return { name, schemaVersion: 1, indexes: [outboxIndex] };
}

const withoutUndefined = { ignoreUndefined: true };
const isBeingWritten = { state: { $in: ['open', 'publishing', 'scheduled'] } } as const;

export function draftStore<Kind extends Draft>(connection: Connection, { name }: CollectionPlan) {
  type Document = Stored<Kind> & WithOutbox;
  const drafts = connection.collection<Stored<Draft> & WithOutbox>(name);

  return {
    /** Adding one with the same id again changes nothing. */
    async add(draft: Kind, entry: AuditEntry): Promise<void> {
      try {
        await drafts.insertOne({ ...toDocument<Draft>(draft), outbox: [entry] }, withoutUndefined);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    /** Undefined also for a draft that is already published or discarded. */
    async find(draftId: string): Promise<Kind | undefined> {
      const document = await drafts.findOne({ _id: draftId, ...isBeingWritten });
      return document ? draftOf(document as Document) : undefined;
    },
    /** Drafts that are neither published nor discarded, including those of scheduled rounds; last changed first. */
    async list(): Promise<readonly Kind[]> {
      const found = drafts.find(isBeingWritten, { sort: { changedAt: -1, _id: 1 } });
      return (await found.toArray()).map((document) => draftOf(document as Document));
    },
    /**
     * @param next fields that are undefined in it are removed
     * @returns false when somebody else has changed the draft meanwhile
     */
    async change(
      draft: Kind,
      next: Partial<Omit<Kind, 'id' | 'revision'>>,
      entry?: AuditEntry,
    ): Promise<boolean> {
      const gone = Object.keys(next).filter((key) => next[key as keyof typeof next] === undefined);
      const { matchedCount } = await drafts.updateOne(
        { _id: draft.id, revision: draft.revision },
        {
          $set: { ...next, revision: draft.revision + 1 },
          ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((key) => [key, ''])) }),
          ...(entry && { $push: { outbox: entry } }),
        },
        withoutUndefined,
      );
      return matchedCount === 1;
    },
  };

  function draftOf({ outbox: _outbox, ...document }: Document): Kind {
    return fromDocument<Kind>(document as unknown as Stored<Kind>);
  }
}
export type DraftStore<Kind extends Draft> = ReturnType<typeof draftStore<Kind>>;
