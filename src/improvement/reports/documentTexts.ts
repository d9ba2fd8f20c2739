/** Texts of reports and sheets. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const documentTexts = catalogue('improvement/reportDocuments');
