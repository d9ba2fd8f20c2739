/** Texts of the pages of publications. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const publicationTexts = catalogue('dissemination/publications');
export type PublicationTexts = Messages['dissemination/publications'];
