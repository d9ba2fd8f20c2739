/** Texts of the pages of commendations. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const commendationTexts = catalogue('improvement/commendations');
export type CommendationTexts = Messages['improvement/commendations'];
