/** Texts of the erasure page. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const erasureTexts = catalogue('collection/erasures');
export type ErasureTexts = Messages['collection/erasures'];
