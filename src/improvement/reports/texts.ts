/** Texts of the pages of reports; documentTexts.ts has those of the reports. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const reportTexts = catalogue('improvement/reports');
