/** Texts of the page for adding many units at once. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const manyTexts = catalogue('registers/manyUnits');
