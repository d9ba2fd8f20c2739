/** Texts of the pages for spot checks. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const spotCheckTexts = catalogue('collection/spotChecks');
export type SpotCheckTexts = Messages['collection/spotChecks'];
