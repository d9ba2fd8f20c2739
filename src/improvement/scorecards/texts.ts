/** Texts of the pages of scorecards. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const scoreTexts = catalogue('improvement/scorecards');
export type ScoreTexts = Messages['improvement/scorecards'];
