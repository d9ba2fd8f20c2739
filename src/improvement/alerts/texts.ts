/** Texts of the pages of alerts. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Said } from './alert.ts';

export const alertTexts = catalogue('improvement/alerts');
export type AlertTexts = Messages['improvement/alerts'];

/** What is stored with an alert, since its mails and pages are read in both languages. */
export function said(words: (t: AlertTexts, language: PageLanguage) => string): Said {
  return { vi: words(alertTexts.vi, 'vi'), en: words(alertTexts.en, 'en') };
}
