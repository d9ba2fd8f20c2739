import { StartError } from '../../platform/startError.ts';

/** The ledger cannot continue; the message says what is wrong and what to do. Nothing is lost meanwhile. */
export class LedgerError extends StartError {}
