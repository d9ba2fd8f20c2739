/** Which languages an installation offers to respondents, and what its administrators accept about each of them. */
import { languages, type Language } from './catalogue.ts';
import { isPageLanguage } from './localized.ts';

export interface LanguageSetting {
  /** Respondents may choose the language. Vietnamese always is. */
  readonly offered: boolean;
  /** A native speaker has read the translation; until then pages say that nobody has. */
  readonly reviewed: boolean;
  /** A survey without questions in the language is offered in it too, with its questions in Vietnamese and a note. */
  readonly fallbacks: boolean;
}

export type LanguageSettings = Readonly<Record<Language, LanguageSetting>>;

/** Where nothing was set: the languages of staff pages, which are complete. */
export const usualLanguages: LanguageSettings = settingsOf((language) => ({
  offered: isPageLanguage(language),
  reviewed: isPageLanguage(language),
  fallbacks: false,
}));

export function settingsOf(settingOf: (language: Language) => LanguageSetting): LanguageSettings {
  return Object.fromEntries(languages.map((language) => [language, settingOf(language)])) as LanguageSettings;
}

/** The languages that respondents may choose, Vietnamese first. */
export function offeredLanguages(settings: LanguageSettings): readonly Language[] {
  return languages.filter((language) => language === 'vi' || settings[language].offered);
}
