import type { Connection } from 'mongoose';
import { Mixed } from '../../platform/storage/collection.ts';
import {
  settingsOf,
  usualLanguages,
  type LanguageSetting,
  type LanguageSettings,
} from '../../platform/text/languageSettings.ts';
import { auditedCollection, putVersion } from '../audit/auditedStore.ts';
import type { AuditEntry } from '../audit/entry.ts';

interface StoredLanguages {
  readonly id: 'languages';
  readonly version: number;
  readonly settings: Readonly<Record<string, LanguageSetting>>;
}

export const languagesCollection = auditedCollection<StoredLanguages>({
  name: 'languages',
  fields: { version: Number, settings: Mixed },
});

const id = 'languages';

export function languagesStore(connection: Connection) {
  const documents = languagesCollection.open(connection);
  return {
    /** The settings in force, and how often they were changed. A language that came with an update has the usual ones. */
    async current(): Promise<{ readonly settings: LanguageSettings; readonly version: number }> {
      const found = await documents.find(id);
      return {
        settings: settingsOf((language) => found?.settings[language] ?? usualLanguages[language]),
        version: found?.version ?? 0,
      };
    },
    /** @returns false, without a change, when somebody else changed them after `version` */
    async put(settings: LanguageSettings, version: number, entry: AuditEntry): Promise<boolean> {
      return await putVersion(documents, { id, settings, version: version + 1 }, entry);
    },
  };
}
export type LanguagesStore = ReturnType<typeof languagesStore>;
