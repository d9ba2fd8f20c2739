/**
 * Texts in several languages. Pages have complete Vietnamese and English versions, Vietnamese by default; stored texts
 * (questions, names) may have any language, and fall back to Vietnamese where one is missing.
 */

/** Names of languages in the language itself, for the language switch; others appear by their tag. */
export const languageNames: Readonly<Record<string, string>> = { vi: 'Tiếng Việt', en: 'English' };

export const pageLanguages = ['vi', 'en'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** A stored text, by language tag. Vietnamese is always present. */
export interface Localized {
  readonly vi: string;
  readonly [language: string]: string;
}

export function isPageLanguage(value: unknown): value is PageLanguage {
  return pageLanguages.some((language) => language === value);
}

/** Plural in English: `1 form`, `2 forms`. */
export function severalOf(count: number | string, one: string): string {
  return `${count} ${one}${String(count) === '1' ? '' : 's'}`;
}

/** The text in the language, or in Vietnamese if it is missing. */
export function inLanguage(text: Localized, language: string): string {
  return text[language] ?? text.vi;
}
