/** Texts of the time series page, in addition to those of all analysis pages (dissemination/analysis/texts.ts). */
import { catalogue } from '../../platform/text/catalogue.ts';

export const timeTexts = catalogue('dissemination/timeSeries');
