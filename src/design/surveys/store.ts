import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { SurveyVersion } from './survey.ts';

/** Published versions only: they are added, and never changed or removed. */
export const surveyVersionsCollection = auditedCollection<SurveyVersion>({
  name: 'surveyVersions',
  fields: { content: Mixed, publishedOn: String },
});

export function surveyStore(connection: Connection) {
  const { addNew, find, list } = surveyVersionsCollection.open(connection);
  const known = new Map<string, SurveyVersion>(); // immutable, so never stale
  return {
    /** The id is the hash of the content: adding the same version again changes nothing. */
    async add(version: SurveyVersion, entry?: AuditEntry): Promise<void> {
      await addNew(version, entry ?? 'unaudited');
    },
    async find(versionId: string): Promise<SurveyVersion | undefined> {
      const version = known.get(versionId) ?? (await find(versionId));
      if (version) known.set(versionId, version);
      return version;
    },
    /** The last published first. */
    list: () => list({}, { sort: { publishedOn: -1, id: 1 } }),
  };
}
export type SurveyStore = ReturnType<typeof surveyStore>;
