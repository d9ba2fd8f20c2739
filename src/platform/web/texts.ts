/** Texts of the frame around all pages. */
import { catalogue } from '../text/catalogue.ts';

export const fieldTexts = catalogue('platform/fields');
export const layoutTexts = catalogue('respondents/frame');
