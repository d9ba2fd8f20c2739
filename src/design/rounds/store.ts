import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { Round } from './round.ts';

export const roundsCollection = auditedCollection<Round>({
  name: 'rounds',
  fields: {
    title: Mixed,
    surveyVersionId: String,
    methodIds: [String],
    opensAt: Date,
    closesAt: Date,
    unitIds: [String],
    unitsOn: String,
    'previousRoundId?': String,
    resultsFor: String,
    sampleKind: String,
    'channels?': [String],
    'madeUp?': Mixed,
  },
});

export function roundStore(connection: Connection) {
  const { addNew, change, find, list } = roundsCollection.open(connection);
  return {
    /** Adding the same round again changes nothing. @param entry for the audit log, if staff added it */
    async add(round: Round, entry?: AuditEntry): Promise<void> {
      await addNew(round, entry ?? 'unaudited');
    },
    find,
    /** Latest first. */
    list: () => list({}, { sort: { opensAt: -1, id: 1 } }),
    /** @returns false when the closing time was changed meanwhile */
    moveClosing: ({ id, closesAt }: Round, to: Date, entry: AuditEntry) =>
      change({ id, closesAt }, { closesAt: to }, entry),
    /**
     * Changes the survey version of a round.
     *
     * @param notYetOpenAt time at which the round must not have opened
     * @returns false when the version was changed meanwhile, or the round has opened
     */
    moveSurvey: (
      { id, surveyVersionId }: Round,
      to: string,
      entry: AuditEntry,
      notYetOpenAt?: Date,
    ): Promise<boolean> =>
      change(
        { id, surveyVersionId, ...(notYetOpenAt && { opensAt: { $gt: notYetOpenAt } }) },
        { surveyVersionId: to },
        entry,
      ),
    /** Adds a method to a round; adding it again changes nothing. */
    async addMethod(roundId: string, method: string, entry: AuditEntry): Promise<void> {
      await change({ id: roundId, methodIds: { $ne: method } }, { $push: { methodIds: method } }, entry);
    },
  };
}
export type RoundStore = ReturnType<typeof roundStore>;
