/** Texts of the evidence page. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const evidenceTexts = catalogue('registers/evidence');
