/** Texts of the quality pages: signs in careful words, never a verdict. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const qualityTexts = catalogue('collection/quality');
