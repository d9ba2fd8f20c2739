import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { firstWanted } from '../../platform/storage/firstWanted.ts';
import type { Annulment } from './annulment.ts';

export const annulmentsPlan: CollectionPlan = {
  name: 'annulments',
  schemaVersion: 1,
  indexes: [
    { keys: { askedAt: -1 } },
    { keys: { state: 1 }, partialFilterExpression: { state: 'agreed' } },
    outboxIndex,
  ],
};

type AnnulmentDocument = Stored<Annulment> & WithOutbox;

const schema = new Schema<AnnulmentDocument>(
  {
    _id: String,
    criterion: { type: Schema.Types.Mixed, required: true },
    label: { type: String, required: true },
    unitIds: { type: [String], required: true },
    reason: { type: String, required: true },
    note: { type: String, default: '' },
    count: { type: Number, required: true },
    state: { type: String, required: true },
    askedBy: { type: Schema.Types.Mixed, required: true },
    askedAt: { type: Date, required: true },
    decidedBy: Schema.Types.Mixed,
    decidedAt: Date,
    annulledCount: Number,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export function annulmentStore(connection: Connection) {
  const annulments = connection.model('Annulment', schema, annulmentsPlan.name);
  return {
    async add(annulment: Annulment, entry: AuditEntry): Promise<void> {
      await annulments.insertOne({ ...toDocument(annulment), outbox: [entry] });
    },
    async find(annulmentId: string): Promise<Annulment | undefined> {
      const document = await annulments.findById(annulmentId).lean<AnnulmentDocument>();
      return document ? annulmentOf(document) : undefined;
    },
    /** The newest wanted ones, up to `countMax`. */
    async list(
      countMax: number,
      isWanted?: (annulment: Annulment) => boolean,
    ): Promise<readonly Annulment[]> {
      const order = { sort: { askedAt: -1 }, batchSize: 100 } as const;
      const newest = annulments.collection.find<AnnulmentDocument>({}, order);
      return await firstWanted(newest, annulmentOf, { countMax, isWanted });
    },
    async listAgreed(): Promise<readonly Annulment[]> {
      const documents = await annulments.find({ state: 'agreed' }).lean<AnnulmentDocument[]>();
      return documents.map(annulmentOf);
    },
    /** @returns false if it was already decided */
    async decide(
      annulmentId: string,
      decision: Required<Pick<Annulment, 'state' | 'decidedBy' | 'decidedAt'>>,
      entry: AuditEntry,
    ): Promise<boolean> {
      const { matchedCount } = await annulments.updateOne(
        { _id: annulmentId, state: 'waiting' },
        { $set: decision, $push: { outbox: entry } },
      );
      return matchedCount === 1;
    },
    /**
     * Deletes the receipt of a single submission: the record keeps who requested what, but not for whose submission.
     */
    async finish(annulment: Annulment, annulledCount: number): Promise<void> {
      const { criterion } = annulment;
      await annulments.updateOne(
        { _id: annulment.id, state: 'agreed' },
        {
          $set: {
            state: 'done',
            annulledCount,
            criterion: criterion.kind === 'receipt' ? { ...criterion, receiptCode: '' } : criterion,
          },
        },
      );
    },
  };
}
export type AnnulmentStore = ReturnType<typeof annulmentStore>;

function annulmentOf({ outbox: _outbox, ...document }: AnnulmentDocument): Annulment {
  return fromDocument<Annulment>(document);
}
