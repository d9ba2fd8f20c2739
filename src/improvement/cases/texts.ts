/** What staff read of cases. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const caseTexts = catalogue('improvement/cases');
export type CaseTexts = Messages['improvement/cases'];
