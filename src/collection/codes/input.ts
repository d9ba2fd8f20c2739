/** The form that makes a batch of codes; batchRules.ts has what may be wrong in it. */
import { line } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { codeBatchTexts } from './texts.ts';

export const batchForm = form(codeBatchTexts, {
  label: line(200, { optional: false }),
  count: line(200, { optional: false, inputmode: 'numeric' }),
  round: line(200),
  unit: line(200),
  service: line(200),
});
