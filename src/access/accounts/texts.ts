/** Texts of the account pages. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { administrationTexts } from './administrationTexts.ts';
import { ownAccountTexts } from './ownAccountTexts.ts';
import { signInTexts } from './signInTexts.ts';

const vi = { ...signInTexts.vi, ...ownAccountTexts.vi, ...administrationTexts.vi };

const en: typeof vi = { ...signInTexts.en, ...ownAccountTexts.en, ...administrationTexts.en };

export const accountTexts: Record<PageLanguage, typeof vi> = { vi, en };
export type AccountTexts = typeof vi;
