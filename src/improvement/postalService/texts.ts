/** Texts of the pages of the public postal service. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const postalServiceTexts = catalogue('improvement/postalService');
