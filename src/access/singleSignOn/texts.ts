/** Texts of signing in at a provider. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const singleSignOnTexts = catalogue('access/singleSignOn');
