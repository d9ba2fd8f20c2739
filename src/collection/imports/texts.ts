/** Texts of the import pages. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const importTexts = catalogue('collection/imports');
export type ImportTexts = Messages['collection/imports'];

/** The states as shown; `checking` and `checked` are both of a staged import. */
export type ShownState = 'mapping' | 'checking' | 'checked' | 'accepted' | 'done' | 'cancelled';
