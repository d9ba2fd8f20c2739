/** Texts of the posters, and of the pages for printing them. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const posterTexts = catalogue('respondents/posters');
export const posterPageTexts = catalogue('collection/posters');
