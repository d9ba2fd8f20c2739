/** Texts of the method pages. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const methodTexts = catalogue('design/methods');
export type MethodTexts = Messages['design/methods'];
