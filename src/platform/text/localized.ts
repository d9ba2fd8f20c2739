/**
 * Texts in several languages. Staff pages are in Vietnamese and English; what respondents meet is in every language of
 * the program (catalogue.ts). Stored texts (questions, names) may have any language. What is missing is Vietnamese.
 */
import { catalogue, inEveryLanguage, type Language } from './catalogue.ts';

/** Names of languages in the language itself, for the language switch; others appear by their tag. */
export const languageNames: Readonly<Record<string, string>> = inEveryLanguage(
  catalogue('respondents/frame'),
  ({ languageName }) => languageName,
);

/** Languages of staff pages, and of pages that are not for respondents. */
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

/** The language of a page that is in Vietnamese and English only. */
export function pageLanguageOf(language: string): PageLanguage {
  return isPageLanguage(language) ? language : 'vi';
}

/** Name of a language in another: "tiếng Khmer" in Vietnamese. */
export function languageNameIn(named: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(named) ?? named;
}

/** "A, B và C", "A, B, and C". */
export function listText(parts: Iterable<string>, language: Language): string {
  return new Intl.ListFormat(language).format(parts);
}

/** The text in the language, or in Vietnamese if it is missing. */
export function inLanguage(text: Localized, language: string): string {
  return text[language] ?? text.vi;
}
