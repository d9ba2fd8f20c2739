import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { AccessPoint, Revision } from './accessPoint.ts';

export const accessPointsPlan: CollectionPlan = {
  name: 'accessPoints',
  schemaVersion: 1,
  indexes: [{ keys: { code: 1 }, unique: true }, outboxIndex],
};

type PointDocument = Stored<AccessPoint> & WithOutbox;

const schema = new Schema<PointDocument>(
  {
    _id: String,
    code: { type: String, required: true },
    channel: { type: String, required: true },
    revisions: [
      {
        _id: false,
        number: { type: Number, required: true },
        roundId: { type: String, required: true },
        unitId: { type: String, required: true },
        serviceId: String,
        from: { type: Date, required: true },
        to: Date,
        stop: String,
      },
    ],
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function accessPointStore(connection: Connection) {
  const points = connection.model('AccessPoint', schema, accessPointsPlan.name);
  return {
    /** @param entry for the audit log, if staff added it */
    async add(point: AccessPoint, entry?: AuditEntry): Promise<void> {
      await points.insertOne({ ...toDocument(point), ...(entry ? { outbox: [entry] } : {}) });
    },
    async find(pointId: string): Promise<AccessPoint | undefined> {
      const document = await points.findById(pointId).lean<PointDocument>();
      return document ? pointOf(document) : undefined;
    },
    async findByCode(code: string): Promise<AccessPoint | undefined> {
      const document = await points.findOne({ code }).lean<PointDocument>();
      return document ? pointOf(document) : undefined;
    },
    /**
     * Adds the next revision.
     *
     * @returns false when somebody else has done so meanwhile
     */
    async revise({ id, revisions }: AccessPoint, next: Revision, entry: AuditEntry): Promise<boolean> {
      const { matchedCount } = await points.updateOne(
        { _id: id, revisions: { $size: revisions.length } },
        { $push: { revisions: next, outbox: entry } },
      );
      return matchedCount === 1;
    },
    async list(): Promise<readonly AccessPoint[]> {
      const documents = await points.find().sort({ _id: 1 }).lean<PointDocument[]>();
      return documents.map(pointOf);
    },
  };
}
export type AccessPointStore = ReturnType<typeof accessPointStore>;

function pointOf({ outbox: _outbox, ...document }: PointDocument): AccessPoint {
  return fromDocument<AccessPoint>(document);
}
