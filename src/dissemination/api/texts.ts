/** Texts of the API description and of the key pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const apiTexts = catalogue('dissemination/api');
