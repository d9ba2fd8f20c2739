/** Texts of the caseload pages. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const caseloadTexts = catalogue('registers/caseloads');
export type CaseloadTexts = Messages['registers/caseloads'];
