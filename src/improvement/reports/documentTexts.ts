/** Texts of reports and sheets. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const documentTexts = catalogue('improvement/reportDocuments');
export type DocumentTexts = Messages['improvement/reportDocuments'];
