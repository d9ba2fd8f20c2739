/** Texts of the pages of alerts. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const alertTexts = catalogue('improvement/alerts');
export type AlertTexts = Messages['improvement/alerts'];
