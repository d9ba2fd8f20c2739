import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { servicesThrough, type Service, type ServiceAct } from './service.ts';

export const servicesPlan: CollectionPlan = { name: 'services', schemaVersion: 1 };
export const serviceActsPlan: CollectionPlan = {
  name: 'serviceActs',
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

type ActDocument = Stored<ServiceAct> & WithOutbox;
const given = { type: String, required: true };
const actSchema = new Schema<ActDocument>(
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
  const acts = connection.model('ServiceAct', actSchema, serviceActsPlan.name);

  /** In the order in which they were stored. */
  async function listActs(): Promise<readonly ServiceAct[]> {
    const documents = await acts.find().sort({ _id: 1 }).lean<ActDocument[]>();
    return documents.map(({ outbox: _outbox, ...document }) => fromDocument<ServiceAct>(document));
  }

  return {
    async add(service: Service): Promise<void> {
      await services.insertOne(toDocument(service));
    },
    listActs,
    /** All services that ever existed, in the order of their ids, after all changes. */
    async list(): Promise<readonly Service[]> {
      const [documents, kept] = await Promise.all([
        services.find().sort({ _id: 1 }).lean<Stored<Service>[]>(),
        listActs(),
      ]);
      return servicesThrough(documents.map(fromDocument), kept);
    },
    /** @throws a duplicate key error when a concurrent change has taken the number */
    async addAct(act: ServiceAct, entry: AuditEntry): Promise<void> {
      await acts.insertOne({ ...toDocument(act), outbox: [entry] });
    },
  };
}
export type ServiceStore = ReturnType<typeof serviceStore>;
