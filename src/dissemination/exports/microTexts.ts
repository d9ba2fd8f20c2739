/** Texts of the microdata, the code book and their page. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const microTexts = catalogue('dissemination/microdata');
