/** Texts of the retention page: each kind of data, and why it is kept for so long. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const retentionTexts = catalogue('access/retention');
