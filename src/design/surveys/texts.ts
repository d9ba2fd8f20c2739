/** Texts of the survey pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const surveyTexts = catalogue('design/surveys');
