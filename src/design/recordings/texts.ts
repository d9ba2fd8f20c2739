/** Texts of the page on which questions get a recording. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const recordingTexts = catalogue('design/recordings');
