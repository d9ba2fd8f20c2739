/** Texts of the pages of the public postal service. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const postalServiceTexts = catalogue('improvement/postalService');
export type PostalServiceTexts = Messages['improvement/postalService'];
