import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import {
  settingsOf,
  usualLanguages,
  type LanguageSetting,
  type LanguageSettings,
} from '../../platform/text/languageSettings.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../audit/store.ts';

export const languagesPlan: CollectionPlan = {
  name: 'languages',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

interface LanguagesDocument extends WithOutbox {
  readonly _id: 'languages';
  readonly version: number;
  readonly settings: Readonly<Record<string, LanguageSetting>>;
}

const schema = new Schema<LanguagesDocument>(
  {
    _id: String,
    version: { type: Number, required: true },
    settings: { type: Schema.Types.Mixed, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export function languagesStore(connection: Connection) {
  const documents = connection.model('Languages', schema, languagesPlan.name);
  return {
    /** The settings in force, and how often they were changed. A language that came with an update has the usual ones. */
    async current(): Promise<{ readonly settings: LanguageSettings; readonly version: number }> {
      const found = await documents.findById('languages').lean<LanguagesDocument>();
      return {
        settings: settingsOf((language) => found?.settings[language] ?? usualLanguages[language]),
        version: found?.version ?? 0,
      };
    },
    /** @returns false, without a change, when somebody else changed them after `version` */
    async put(settings: LanguageSettings, version: number, entry: AuditEntry): Promise<boolean> {
      const next = { settings, version: version + 1 };
      if (version > 0) {
        const { matchedCount } = await documents.updateOne(
          { _id: 'languages', version },
          { $set: next, $push: { outbox: entry } },
        );
        return matchedCount === 1;
      }
      try {
        await documents.insertOne({ _id: 'languages', ...next, outbox: [entry] });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
  };
}
export type LanguagesStore = ReturnType<typeof languagesStore>;
