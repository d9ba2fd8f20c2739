/** Texts of the pages for adding, changing and ending units. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const unitChangeTexts = catalogue('registers/unitChanges');
export type UnitChangeTexts = Messages['registers/unitChanges'];
