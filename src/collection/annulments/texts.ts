/** Texts of the annulment pages. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const annulmentTexts = catalogue('collection/annulments');
export type AnnulmentTexts = Messages['collection/annulments'];
