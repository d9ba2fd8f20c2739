import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { ImprovementAction, ProgressNote } from './improvementAction.ts';

export const improvementActionsCollection = auditedCollection<ImprovementAction>({
  name: 'improvementActions',
  indexes: [{ keys: { madeAt: -1, _id: 1 } }],
  fields: {
    unitId: String,
    roundId: String,
    weakPoint: Mixed,
    what: String,
    who: String,
    untilOn: String,
    targetHundredths: Number,
    'criterion?': Mixed,
    madeAt: Date,
    madeBy: Mixed,
    notes: [Mixed],
    'madeUp?': Boolean,
  },
});

export function improvementActionStore(connection: Connection) {
  const { add, change, find, list } = improvementActionsCollection.open(connection);
  return {
    add,
    find,
    /** Newest first. */
    list: () => list({}, { sort: { madeAt: -1, id: 1 } }),
    async addNote(improvementActionId: string, note: ProgressNote, entry: AuditEntry): Promise<void> {
      await change(improvementActionId, { $push: { notes: note } }, entry);
    },
  };
}
