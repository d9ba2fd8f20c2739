/** The ledger cannot be carried on; the message says what is wrong and what to do. Nothing is dropped meanwhile. */
export class LedgerFault extends Error {}
