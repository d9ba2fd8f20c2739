/** Texts of the pages of saved views. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const savedViewTexts = catalogue('dissemination/savedViews');
