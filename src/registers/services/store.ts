import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import { servicesThrough, type Service, type ServiceChange } from './service.ts';

const naming = { name: Mixed, field: Mixed, 'code?': String } as const;

/** Services as first entered; later changes are stored separately. */
export const servicesCollection = collection<Omit<Service, 'validTo' | 'earlier'>>({
  name: 'services',
  fields: { ...naming, 'validFrom?': String },
});

export const serviceChangesCollection = auditedCollection<ServiceChange>({
  name: 'serviceChanges',
  fields: {
    added: [Mixed], // thousands, of which mongoose would make and check a document each: over a second
    changed: [Mixed],
    ended: [{ serviceId: String, 'on?': String }],
    'sentAs?': Mixed,
    entered: Mixed,
  },
});

export function serviceStore(connection: Connection) {
  const services = servicesCollection.open(connection);
  const changes = serviceChangesCollection.open(connection);

  /** In the order in which they were stored. */
  const listChanges = () => changes.list({}, { sort: { id: 1 } });

  return {
    add: (service: Service) => services.add(service),
    listChanges,
    /** All services that ever existed, in the order of their ids, after all changes. */
    async list(): Promise<readonly Service[]> {
      return servicesThrough(...(await Promise.all([services.list({}, { sort: { id: 1 } }), listChanges()])));
    },
    /** @throws a duplicate key error when a concurrent change has taken the number */
    addChange: changes.add,
  };
}
export type ServiceStore = ReturnType<typeof serviceStore>;
