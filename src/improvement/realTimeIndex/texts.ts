/** Texts of the pages of the service index. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const indexTexts = catalogue('improvement/realTimeIndex');
export type IndexTexts = Messages['improvement/realTimeIndex'];
