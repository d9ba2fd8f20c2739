/** Texts of the pages and files of exports. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const exportTexts = catalogue('dissemination/exports');
