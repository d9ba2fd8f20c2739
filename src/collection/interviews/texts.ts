/** Texts of the interview pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const interviewTexts = catalogue('collection/interviews');
