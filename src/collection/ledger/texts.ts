/** Texts of the ledger's pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const ledgerTexts = catalogue('collection/ledger');
