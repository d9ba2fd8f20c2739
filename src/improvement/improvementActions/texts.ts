/** Texts of the pages of improvement actions. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const improvementActionTexts = catalogue('improvement/improvementActions');
export type ImprovementActionTexts = Messages['improvement/improvementActions'];
