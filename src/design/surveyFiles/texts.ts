import { catalogue } from '../../platform/text/catalogue.ts';

export const surveyFileTexts = catalogue('design/surveyFiles');
