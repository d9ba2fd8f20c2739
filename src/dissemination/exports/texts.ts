/** Texts of the pages and files of exports. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const exportTexts = catalogue('dissemination/exports');
export const ddiTexts = catalogue('dissemination/ddi');
export const sdmxTexts = catalogue('dissemination/sdmx');
