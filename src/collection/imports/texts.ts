/** Texts of the import pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const importTexts = catalogue('collection/imports');

/** The states as shown; `checking` and `checked` are both of a staged import. */
export type ShownState = 'mapping' | 'checking' | 'checked' | 'accepted' | 'done' | 'cancelled';
