/** Texts of the printed form, and of the staff pages for paper forms. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const paperFormTexts = catalogue('respondents/paperForm');
export const paperTexts = catalogue('collection/paper');
export type PaperTexts = Messages['collection/paper'];
