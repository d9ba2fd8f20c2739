import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { Alert } from './alert.ts';

export const alertsPlan: CollectionPlan = {
  name: 'alerts',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

type AlertDocument = Stored<Alert> & WithOutbox;

const schema = new Schema<AlertDocument>(
  {
    _id: String,
    unitId: { type: String, required: true },
    watch: { type: Schema.Types.Mixed, required: true },
    label: { type: Schema.Types.Mixed, required: true },
    mail: { type: Boolean, required: true },
    webhook: Schema.Types.Mixed,
    madeAt: { type: Date, required: true },
    madeBy: { type: Schema.Types.Mixed, required: true },
    endedAt: Date,
    isRaised: { type: Boolean, required: true },
    checkedHour: Date,
    hasData: { type: Boolean, required: true },
    events: { type: [Schema.Types.Mixed], required: true },
    version: { type: Number, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export function alertStore(connection: Connection) {
  const alerts = connection.model('Alert', schema, alertsPlan.name);
  return {
    async add(alert: Alert, entry: AuditEntry): Promise<void> {
      await alerts.insertOne({ ...toDocument(alert), outbox: [entry] });
    },
    async find(alertId: string): Promise<Alert | undefined> {
      const document = await alerts.findById(alertId).lean<AlertDocument>();
      return document ? alertOf(document) : undefined;
    },
    /** Alerts that have not ended, oldest first. */
    async list(): Promise<readonly Alert[]> {
      const documents = await alerts
        .find({ endedAt: { $exists: false } })
        .sort({ madeAt: 1, _id: 1 })
        .lean<AlertDocument[]>();
      return documents.map(alertOf);
    },
    /**
     * Replaces the version that the alert was made from.
     *
     * @returns false when it was changed since; nothing is then stored
     */
    async replace(after: Alert, entry?: AuditEntry): Promise<boolean> {
      const { endedAt, isRaised, checkedHour, hasData, events, version } = after;
      const set = { isRaised, hasData, events, version };
      const { matchedCount } = await alerts.updateOne(
        { _id: after.id, version: version - 1 },
        {
          $set: { ...set, ...(checkedHour && { checkedHour }), ...(endedAt && { endedAt }) },
          ...(entry ? { $push: { outbox: entry } } : {}),
        },
      );
      return matchedCount === 1;
    },
  };
}

function alertOf({ outbox: _outbox, ...document }: AlertDocument): Alert {
  return fromDocument<Alert>(document);
}
