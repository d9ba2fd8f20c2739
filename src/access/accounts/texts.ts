/** Texts of the account pages. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const accountTexts = catalogue('access/accounts');
export type AccountTexts = Messages['access/accounts'];
