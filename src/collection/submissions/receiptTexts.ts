/** Texts of a receipt. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const receiptTexts = catalogue('respondents/receipts');
