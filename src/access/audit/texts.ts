/** Texts of the audit pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const auditTexts = catalogue('access/audit');
