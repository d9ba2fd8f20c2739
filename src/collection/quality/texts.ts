/** Texts of the quality pages: signs in careful words, never a verdict. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const qualityTexts = catalogue('collection/quality');
export type QualityTexts = Messages['collection/quality'];
