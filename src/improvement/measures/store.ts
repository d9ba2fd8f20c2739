import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { Measure, ProgressNote } from './measure.ts';

export const measuresPlan: CollectionPlan = {
  name: 'measures',
  schemaVersion: 1,
  indexes: [{ keys: { madeAt: -1, _id: 1 } }, outboxIndex],
};

type MeasureDocument = Stored<Measure> & WithOutbox;

const schema = new Schema<MeasureDocument>(
  {
    _id: String,
    unitId: { type: String, required: true },
    roundId: { type: String, required: true },
    weakPoint: { type: Schema.Types.Mixed, required: true },
    what: { type: String, required: true },
    who: { type: String, required: true },
    untilOn: { type: String, required: true },
    targetHundredths: { type: Number, required: true },
    criterion: Schema.Types.Mixed,
    madeAt: { type: Date, required: true },
    madeBy: { type: Schema.Types.Mixed, required: true },
    notes: { type: [Schema.Types.Mixed], required: true },
    madeUp: Boolean,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function measureStore(connection: Connection) {
  const measures = connection.model('Measure', schema, measuresPlan.name);
  return {
    async add(measure: Measure, entry: AuditEntry): Promise<void> {
      await measures.insertOne({ ...toDocument(measure), outbox: [entry] });
    },
    async find(measureId: string): Promise<Measure | undefined> {
      const document = await measures.findById(measureId).lean<MeasureDocument>();
      return document ? measureOf(document) : undefined;
    },
    /** Newest first. */
    async list(): Promise<readonly Measure[]> {
      const documents = await measures.find().sort({ madeAt: -1, _id: 1 }).lean<MeasureDocument[]>();
      return documents.map(measureOf);
    },
    async addNote(measureId: string, note: ProgressNote, entry: AuditEntry): Promise<void> {
      await measures.updateOne({ _id: measureId }, { $push: { notes: note, outbox: entry } });
    },
  };
}

function measureOf({ outbox: _outbox, ...document }: MeasureDocument): Measure {
  return fromDocument<Measure>(document);
}
