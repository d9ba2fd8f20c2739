/** Texts of the pages of signed copies. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const signedCopyTexts = catalogue('dissemination/signedCopies');
