/** Texts of the page on which administrators set the name, colours and logo of the office. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const brandTexts = catalogue('access/brand');
