/** Texts of the pages of the service index. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const indexTexts = catalogue('improvement/realTimeIndex');
