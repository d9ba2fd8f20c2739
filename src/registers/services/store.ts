import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { servicesThrough, type Service, type ServiceChange } from './service.ts';

export const servicesPlan: CollectionPlan = { name: 'services', schemaVersion: 1 };
export const serviceChangesPlan: CollectionPlan = {
  name: 'serviceChanges',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

const naming = {
  name: { type: Schema.Types.Mixed, required: true },
  field: { type: Schema.Types.Mixed, required: true },
  code: String,
};
const schema = new Schema<Stored<Service>>(
  { _id: String, ...naming, validFrom: String },
  { strict: 'throw', versionKey: false },
);

type ChangeDocument = Stored<ServiceChange> & WithOutbox;
const given = { type: String, required: true };
const changeSchema = new Schema<ChangeDocument>(
  {
    _id: String,
    added: [{ _id: false, id: given, ...naming, validFrom: given }],
    changed: [{ _id: false, serviceId: given, ...naming, from: String }],
    ended: [{ _id: false, serviceId: given, on: String }],
    entered: { type: Schema.Types.Mixed, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function serviceStore(connection: Connection) {
  const services = connection.model('Service', schema, servicesPlan.name);
  const changes = connection.model('ServiceChange', changeSchema, serviceChangesPlan.name);

  /** In the order in which they were stored. */
  async function listChanges(): Promise<readonly ServiceChange[]> {
    const documents = await changes.find().sort({ _id: 1 }).lean<ChangeDocument[]>();
    return documents.map(({ outbox: _outbox, ...document }) => fromDocument<ServiceChange>(document));
  }

  return {
    async add(service: Service): Promise<void> {
      await services.insertOne(toDocument(service));
    },
    listChanges,
    /** All services that ever existed, in the order of their ids, after all changes. */
    async list(): Promise<readonly Service[]> {
      const [documents, kept] = await Promise.all([
        services.find().sort({ _id: 1 }).lean<Stored<Service>[]>(),
        listChanges(),
      ]);
      return servicesThrough(documents.map(fromDocument), kept);
    },
    /** @throws a duplicate key error when a concurrent change has taken the number */
    async addChange(change: ServiceChange, entry: AuditEntry): Promise<void> {
      await changes.insertOne({ ...toDocument(change), outbox: [entry] });
    },
  };
}
export type ServiceStore = ReturnType<typeof serviceStore>;
