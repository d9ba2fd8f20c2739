/** Texts of the page of small units. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const smallUnitsTexts = catalogue('dissemination/smallUnits');
