import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { Alert } from './alert.ts';

export const alertsCollection = auditedCollection<Alert>({
  name: 'alerts',
  fields: {
    unitId: String,
    watch: Mixed,
    label: Mixed,
    mail: Boolean,
    madeAt: Date,
    madeBy: Mixed,
    'endedAt?': Date,
    isRaised: Boolean,
    'checkedHour?': Date,
    hasData: Boolean,
    events: [Mixed],
    version: Number,
  },
});

export function alertStore(connection: Connection) {
  const { add, change, find, list } = alertsCollection.open(connection);
  return {
    add,
    find,
    /** Alerts that have not ended, oldest first. */
    list: () => list({ endedAt: { $exists: false } }, { sort: { madeAt: 1, id: 1 } }),
    /**
     * Replaces the version that the alert was made from.
     *
     * @returns false when it was changed since; nothing is then stored
     */
    replace: (after: Alert, entry?: AuditEntry) => {
      const { id, endedAt, isRaised, checkedHour, hasData, events, version } = after;
      return change(
        { id, version: version - 1 },
        { endedAt, isRaised, checkedHour, hasData, events, version },
        entry ?? 'unaudited',
      );
    },
  };
}
