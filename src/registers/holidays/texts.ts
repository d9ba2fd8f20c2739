/** Texts of the pages of holidays. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const holidayTexts = catalogue('registers/holidays');
