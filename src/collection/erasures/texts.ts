/** Texts of the erasure page. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const erasureTexts = catalogue('collection/erasures');
