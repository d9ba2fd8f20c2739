/** Texts of the analysis pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const analysisTexts = catalogue('dissemination/analysis');
