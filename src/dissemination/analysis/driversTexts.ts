/** Texts of the page of drivers. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const driversTexts = catalogue('dissemination/drivers');
