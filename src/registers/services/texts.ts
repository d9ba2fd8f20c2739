/** Texts of the service pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const serviceTexts = catalogue('registers/services');
