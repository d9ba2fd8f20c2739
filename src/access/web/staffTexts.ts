/** Texts that all staff pages show around their content. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const staffTexts = catalogue('access/staff');
