/** Texts on tables that are sent, and on those that are downloaded. */
import { catalogue } from '../text/catalogue.ts';

export const tableTexts = catalogue('platform/tables');
