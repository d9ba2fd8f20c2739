/** Texts of the code field on a form and of the slips, and of the staff pages for batches of codes. */
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { BatchField } from './batchRules.ts';
import { codesMax, codesMin } from './code.ts';

export const codeTexts = catalogue('respondents/codes');
export const codeBatchTexts = catalogue('collection/codeBatches');

/** How many codes a batch has. */
export const codeBounds = { min: codesMin, max: codesMax };

/** What is wrong with a field of a batch. */
export function batchError(field: BatchField, language: PageLanguage): string {
  const { formErrors } = codeBatchTexts[language];
  return field === 'count' ? formErrors.count(codeBounds) : formErrors[field];
}
