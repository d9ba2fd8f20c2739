import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { CommendationList } from './commendation.ts';

export const commendationsCollection = auditedCollection<CommendationList, { readonly isDiscarded?: true }>({
  name: 'commendations',
  indexes: [{ keys: { year: -1, madeAt: -1 } }],
  fields: {
    title: String,
    unitId: String,
    year: Number,
    'publicationId?': String,
    state: String,
    collectives: [Mixed],
    individuals: [Mixed],
    'decision?': Mixed,
    madeAt: Date,
    madeBy: Mixed,
    version: String,
    'madeUp?': Mixed,
  },
  storedOnly: { 'isDiscarded?': Boolean },
});

export type ListChange = Partial<
  Pick<CommendationList, 'state' | 'collectives' | 'individuals' | 'decision'>
>;

export function commendationStore(connection: Connection) {
  const { add, change, findOne, list } = commendationsCollection.open(connection);
  const isThere = { isDiscarded: { $exists: false } };

  /** @returns false when it was changed since it was read; nothing is changed then */
  const update = (
    { id, version }: CommendationList,
    changes: ListChange & { readonly isDiscarded?: true },
    entry: AuditEntry,
  ) => change({ id, version, ...isThere }, { ...changes, version: randomUUID() }, entry);

  return {
    add,
    find: (listId: string) => findOne({ id: listId, ...isThere }),
    /** Latest year first. */
    list: () => list(isThere, { sort: { year: -1, madeAt: -1 } }),
    change: (seen: CommendationList, changes: ListChange, entry: AuditEntry) => update(seen, changes, entry),
    /** Its names are deleted at once; the rest once the audit has its entries. */
    discard: (seen: CommendationList, entry: AuditEntry) =>
      update(seen, { collectives: [], individuals: [], isDiscarded: true }, entry),
  };
}
