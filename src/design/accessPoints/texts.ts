/** Texts of the access point pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const accessPointTexts = catalogue('design/accessPoints');
