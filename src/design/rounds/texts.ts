/** Texts of the round pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const roundTexts = catalogue('design/rounds');
