import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { maybeEmpty, Mixed } from '../../platform/storage/collection.ts';
import { firstWanted } from '../../platform/storage/firstWanted.ts';
import type { Annulment } from './annulment.ts';

export const annulmentsCollection = auditedCollection<Annulment>({
  name: 'annulments',
  indexes: [{ keys: { askedAt: -1 } }, { keys: { state: 1 }, partialFilterExpression: { state: 'agreed' } }],
  fields: {
    criterion: Mixed,
    label: String,
    unitIds: [String],
    reason: String,
    note: maybeEmpty,
    count: Number,
    state: String,
    askedBy: Mixed,
    askedAt: Date,
    'decidedBy?': Mixed,
    'decidedAt?': Date,
    'annulledCount?': Number,
  },
});

export function annulmentStore(connection: Connection) {
  const { add, change, each, find, list } = annulmentsCollection.open(connection);
  return {
    add,
    find,
    /** The newest wanted ones, up to `countMax`. */
    list: (countMax: number, isWanted?: (annulment: Annulment) => boolean) =>
      firstWanted(each({}, { sort: { askedAt: -1 }, batchSize: 100 }), { countMax, isWanted }),
    listAgreed: () => list({ state: 'agreed' }),
    /** @returns false if it was already decided */
    decide: (
      annulmentId: string,
      decision: Required<Pick<Annulment, 'state' | 'decidedBy' | 'decidedAt'>>,
      entry: AuditEntry,
    ) => change({ id: annulmentId, state: 'waiting' }, decision, entry),
    /**
     * Deletes the receipt of a single submission: the record keeps who requested what, but not for whose submission.
     */
    async finish({ id, criterion }: Annulment, annulledCount: number): Promise<void> {
      const kept = criterion.kind === 'receipt' ? { ...criterion, receiptCode: '' } : criterion;
      await change({ id, state: 'agreed' }, { state: 'done', annulledCount, criterion: kept }, 'unaudited');
    },
  };
}
export type AnnulmentStore = ReturnType<typeof annulmentStore>;
