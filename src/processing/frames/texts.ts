/** Texts of a frame's pages, letters and files. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const frameTexts = catalogue('processing/frames');
