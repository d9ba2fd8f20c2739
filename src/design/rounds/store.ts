import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { Round } from './round.ts';

export const roundsPlan: CollectionPlan = { name: 'rounds', schemaVersion: 1, indexes: [outboxIndex] };

type RoundDocument = Stored<Round> & WithOutbox;

const schema = new Schema<RoundDocument>(
  {
    _id: String,
    title: { type: Schema.Types.Mixed, required: true },
    surveyVersionId: { type: String, required: true },
    methodIds: { type: [String], required: true },
    opensAt: { type: Date, required: true },
    closesAt: { type: Date, required: true },
    unitIds: { type: [String], required: true },
    unitsOn: { type: String, required: true },
    previousRoundId: String,
    resultsFor: { type: String, required: true },
    sampleKind: { type: String, required: true },
    channels: { type: [String], default: undefined },
    madeUp: Schema.Types.Mixed,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function roundStore(connection: Connection) {
  const rounds = connection.model('Round', schema, roundsPlan.name);
  return {
    /** Adding the same round again changes nothing. @param entry for the audit log, if staff added it */
    async add(round: Round, entry?: AuditEntry): Promise<void> {
      try {
        await rounds.insertOne({ ...toDocument(round), ...(entry ? { outbox: [entry] } : {}) });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async find(roundId: string): Promise<Round | undefined> {
      const document = await rounds.findById(roundId).lean<RoundDocument>();
      return document ? roundOf(document) : undefined;
    },
    /** Latest first. */
    async list(): Promise<readonly Round[]> {
      const documents = await rounds.find().sort({ opensAt: -1, _id: 1 }).lean<RoundDocument[]>();
      return documents.map(roundOf);
    },
    /** @returns false when the closing time was changed meanwhile */
    async moveClosing({ id, closesAt }: Round, to: Date, entry: AuditEntry): Promise<boolean> {
      const { matchedCount } = await rounds.updateOne(
        { _id: id, closesAt },
        { $set: { closesAt: to }, $push: { outbox: entry } },
      );
      return matchedCount === 1;
    },
    /**
     * Changes the survey version of a round.
     *
     * @param notYetOpenAt time at which the round must not have opened
     * @returns false when the version was changed meanwhile, or the round has opened
     */
    async moveSurvey(
      { id, surveyVersionId }: Round,
      to: string,
      entry: AuditEntry,
      notYetOpenAt?: Date,
    ): Promise<boolean> {
      const { matchedCount } = await rounds.updateOne(
        { _id: id, surveyVersionId, ...(notYetOpenAt && { opensAt: { $gt: notYetOpenAt } }) },
        { $set: { surveyVersionId: to }, $push: { outbox: entry } },
      );
      return matchedCount === 1;
    },
    /** Adds a method to a round; adding it again changes nothing. */
    async addMethod(roundId: string, method: string, entry: AuditEntry): Promise<void> {
      await rounds.updateOne(
        { _id: roundId, methodIds: { $ne: method } },
        { $push: { methodIds: method, outbox: entry } },
      );
    },
  };
}
export type RoundStore = ReturnType<typeof roundStore>;

function roundOf({ outbox: _outbox, ...document }: RoundDocument): Round {
  return fromDocument<Round>(document);
}
