/** Texts of the unit pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const unitTexts = catalogue('registers/units');
