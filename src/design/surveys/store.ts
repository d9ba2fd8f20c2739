import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { SurveyVersion } from './survey.ts';

export const surveyVersionsPlan: CollectionPlan = {
  name: 'surveyVersions',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

type VersionDocument = Stored<SurveyVersion> & WithOutbox;

const schema = new Schema<VersionDocument>(
  {
    _id: String,
    content: { type: Schema.Types.Mixed, required: true },
    publishedOn: { type: String, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

/** Published versions only: they are added, and never changed or removed. */
export function surveyStore(connection: Connection) {
  const versions = connection.model('SurveyVersion', schema, surveyVersionsPlan.name);
  const known = new Map<string, SurveyVersion>(); // immutable, so never stale
  return {
    /** The id is the hash of the content: adding the same version again changes nothing. */
    async add(version: SurveyVersion, entry?: AuditEntry): Promise<void> {
      try {
        await versions.insertOne({ ...toDocument(version), ...(entry && { outbox: [entry] }) });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async find(versionId: string): Promise<SurveyVersion | undefined> {
      const held = known.get(versionId);
      if (held) return held;
      const document = await versions.findById(versionId).lean<VersionDocument>();
      if (!document) return undefined;
      const version = versionOf(document);
      known.set(versionId, version);
      return version;
    },
    /** The last published first. */
    async list(): Promise<readonly SurveyVersion[]> {
      const documents = await versions.find().sort({ publishedOn: -1, _id: 1 }).lean<VersionDocument[]>();
      return documents.map(versionOf);
    },
  };
}
export type SurveyStore = ReturnType<typeof surveyStore>;

function versionOf({ outbox: _outbox, ...document }: VersionDocument): SurveyVersion {
  return fromDocument<SurveyVersion>(document);
}
