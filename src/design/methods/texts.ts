/** Texts of the method pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const methodTexts = catalogue('design/methods');
