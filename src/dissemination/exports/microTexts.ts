/** Texts of the microdata, the codebook and their page. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const microTexts = catalogue('dissemination/microdata');
