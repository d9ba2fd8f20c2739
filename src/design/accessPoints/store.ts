import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import type { AccessPoint, Revision } from './accessPoint.ts';

export const accessPointsCollection = auditedCollection<AccessPoint>({
  name: 'accessPoints',
  indexes: [{ keys: { code: 1 }, unique: true }],
  fields: {
    code: String,
    channel: String,
    revisions: [
      {
        number: Number,
        roundId: String,
        unitId: String,
        'serviceId?': String,
        from: Date,
        'to?': Date,
        'stop?': String,
      },
    ],
  },
});

export function accessPointStore(connection: Connection) {
  const { add, change, find, findOne, list } = accessPointsCollection.open(connection);
  return {
    /** @param entry for the audit log, if staff added it */
    add: (point: AccessPoint, entry?: AuditEntry) => add(point, entry ?? 'unaudited'),
    find,
    findByCode: (code: string) => findOne({ code }),
    /**
     * Adds the next revision.
     *
     * @returns false when somebody else has done so meanwhile
     */
    revise: ({ id, revisions }: AccessPoint, next: Revision, entry: AuditEntry) =>
      change({ id, revisions: { $size: revisions.length } }, { $push: { revisions: next } }, entry),
    list: () => list({}, { sort: { id: 1 } }),
  };
}
export type AccessPointStore = ReturnType<typeof accessPointStore>;
