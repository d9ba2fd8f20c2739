import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { PostalTarget } from './share.ts';

export const postalTargetsCollection = auditedCollection<PostalTarget>({
  name: 'postalTargets',
  fields: { 'received?': Number, 'returned?': Number },
});

export function postalTargetStore(connection: Connection) {
  const { list, put } = postalTargetsCollection.open(connection);
  return {
    async find(ids: readonly string[]): Promise<ReadonlyMap<string, PostalTarget>> {
      return new Map((await list({ id: { $in: ids } })).map((target) => [target.id, target]));
    },
    /** Replaces the stored target; an undefined part is removed. */
    put,
  };
}
