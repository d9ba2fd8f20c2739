/** Texts of the comparison page. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const compareTexts = catalogue('dissemination/compare');
