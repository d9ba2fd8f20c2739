import { choice } from '../../platform/web/fields.ts';
import { file } from '../../platform/web/fileFields.ts';
import { form } from '../../platform/web/form.ts';
import { surveyFileTexts } from './texts.ts';

export const surveyFileForm = form(surveyFileTexts, {
  file: file(),
  order: choice(['worstFirst', 'bestFirst'], { names: (t: (typeof surveyFileTexts)['vi']) => t.orders }),
});
