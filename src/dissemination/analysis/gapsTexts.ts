/** Texts of the page of gaps. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const gapsTexts = catalogue('dissemination/gaps');
