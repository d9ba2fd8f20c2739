/** Texts of the page on which administrators choose the languages of respondents. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const languagePageTexts = catalogue('access/languages');
