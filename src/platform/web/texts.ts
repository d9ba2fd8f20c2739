/** Texts of the frame around all pages. */
import { catalogue } from '../text/catalogue.ts';

export const layoutTexts = catalogue('respondents/frame');
