/** What citizens read about cases: giving a comment, following it, and published questions and answers. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const citizenTexts = catalogue('respondents/feedback');
