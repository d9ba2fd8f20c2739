/** Texts of the pages of drafts, whatever they become. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const draftTexts = catalogue('design/drafts');
