/** Texts of the pages of sets of criteria. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const criteriaTexts = catalogue('improvement/criteria');
export type CriteriaTexts = Messages['improvement/criteria'];
