/**
 * Texts in several languages. Pages speak Vietnamese first and English completely; what is stored (questions,
 * names) may carry any language, and falls back to Vietnamese where one is missing.
 */

/** Names of languages in themselves, for the switch; others appear by their tag. */
export const languageNames: Readonly<Record<string, string>> = { vi: 'Tiếng Việt', en: 'English' };

export const pageLanguages = ['vi', 'en'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** A text of the data, by language tag. Vietnamese is always there. */
export interface Localized {
  readonly vi: string;
  readonly [language: string]: string;
}

export function isPageLanguage(value: unknown): value is PageLanguage {
  return pageLanguages.some((language) => language === value);
}

/** In English: `1 form`, `2 forms`. */
export function severalOf(count: number | string, one: string): string {
  return `${count} ${one}${String(count) === '1' ? '' : 's'}`;
}

/** The text in the language, or in Vietnamese where it has none. */
export function inLanguage(text: Localized, language: string): string {
  return text[language] ?? text.vi;
}
