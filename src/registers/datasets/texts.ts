/** Texts that the pages of all datasets share. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const datasetPageTexts = catalogue('registers/datasets');
