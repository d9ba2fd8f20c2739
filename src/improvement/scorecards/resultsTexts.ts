/** Texts of the pages of PAR INDEX results. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const resultsTexts = catalogue('improvement/parResults');
