import type { Connection } from 'mongoose';
import { auditedCollection, putVersion } from '../audit/auditedStore.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import { usualDays, type RetentionDays } from './retention.ts';

interface StoredRetention {
  readonly id: string;
  readonly version: number;
  readonly days: Partial<RetentionDays>;
}

export const retentionCollection = auditedCollection<StoredRetention>({
  name: 'retention',
  fields: { version: Number, days: Mixed },
});

export function retentionStore(connection: Connection) {
  const documents = retentionCollection.open(connection);
  const id = 'retention';

  /** The days in force, and how often they were changed. */
  async function current(): Promise<{ readonly days: RetentionDays; readonly version: number }> {
    const found = await documents.find(id);
    return { days: { ...usualDays, ...found?.days }, version: found?.version ?? 0 };
  }

  return {
    current,
    async days(): Promise<RetentionDays> {
      return (await current()).days;
    },
    /** @returns false, without a change, when somebody else changed them after `version` */
    async put(days: RetentionDays, version: number, entry: AuditEntry): Promise<boolean> {
      return await putVersion(documents, { id, days, version: version + 1 }, entry);
    },
  };
}
export type RetentionStore = ReturnType<typeof retentionStore>;
