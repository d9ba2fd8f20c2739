import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { ImprovementAction, ProgressNote } from './improvementAction.ts';

export const improvementActionsPlan: CollectionPlan = {
  name: 'improvementActions',
  schemaVersion: 1,
  indexes: [{ keys: { madeAt: -1, _id: 1 } }, outboxIndex],
};

type ImprovementActionDocument = Stored<ImprovementAction> & WithOutbox;

const schema = new Schema<ImprovementActionDocument>(
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

export function improvementActionStore(connection: Connection) {
  const improvementActions = connection.model('ImprovementAction', schema, improvementActionsPlan.name);
  return {
    async add(improvementAction: ImprovementAction, entry: AuditEntry): Promise<void> {
      await improvementActions.insertOne({ ...toDocument(improvementAction), outbox: [entry] });
    },
    async find(improvementActionId: string): Promise<ImprovementAction | undefined> {
      const document = await improvementActions
        .findById(improvementActionId)
        .lean<ImprovementActionDocument>();
      return document ? improvementActionOf(document) : undefined;
    },
    /** Newest first. */
    async list(): Promise<readonly ImprovementAction[]> {
      const documents = await improvementActions
        .find()
        .sort({ madeAt: -1, _id: 1 })
        .lean<ImprovementActionDocument[]>();
      return documents.map(improvementActionOf);
    },
    async addNote(improvementActionId: string, note: ProgressNote, entry: AuditEntry): Promise<void> {
      await improvementActions.updateOne(
        { _id: improvementActionId },
        { $push: { notes: note, outbox: entry } },
      );
    },
  };
}

function improvementActionOf({ outbox: _outbox, ...document }: ImprovementActionDocument): ImprovementAction {
  return fromDocument<ImprovementAction>(document);
}
