/** Texts of the succession pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const successionTexts = catalogue('registers/successions');
