/** Texts of the page of levels. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const levelTexts = catalogue('dissemination/levels');
