/** Texts of the pages of PAR INDEX results. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const resultsTexts = catalogue('improvement/parResults');
export type ResultsTexts = Messages['improvement/parResults'];
