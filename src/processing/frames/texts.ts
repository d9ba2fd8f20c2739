/** Texts of a frame's pages, letters and files. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const frameTexts = catalogue('processing/frames');
export type FrameTexts = Messages['processing/frames'];
