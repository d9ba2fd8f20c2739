/** Texts of the printed form, and of the staff pages for paper forms. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const paperFormTexts = catalogue('paperForm');
export const paperTexts = catalogue('paper');
export type PaperTexts = Messages['paper'];
