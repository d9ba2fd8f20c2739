/** The stores that this area uses: its own, and those of the areas below. */
import type { Stores as StoresBelow } from '../design/stores.ts';
import type { AnnulmentStore } from './annulments/store.ts';
import type { HandoutStore } from './codes/handoutStore.ts';
import type { CodeStore } from './codes/store.ts';
import type { pairingStore } from './devices/pairingStore.ts';
import type { deviceStore } from './devices/store.ts';
import type { importStore } from './imports/store.ts';
import type { KioskKeyStore } from './kiosk/keyStore.ts';
import type { LogEntryStore } from './ledger/logEntryStore.ts';
import type { BatchStore } from './ledger/batchStore.ts';
import type { ErasableColumns } from './ledger/erasableColumns.ts';
import type { LedgerStore } from './ledger/store.ts';
import type { PaperStore } from './paper/store.ts';
import type { QualityStore } from './quality/store.ts';
import type { SubmissionStore } from './submissions/store.ts';

export interface Stores extends StoresBelow {
  readonly submissions: SubmissionStore;
  readonly codes: CodeStore;
  readonly codeHandouts: HandoutStore;
  readonly paper: PaperStore;
  readonly imports: ReturnType<typeof importStore>;
  readonly devices: ReturnType<typeof deviceStore>;
  readonly pairingCodes: ReturnType<typeof pairingStore>;
  readonly kioskKeys: KioskKeyStore;
  readonly ledger: LedgerStore;
  readonly ledgerBatches: BatchStore;
  readonly logEntries: LogEntryStore;
  readonly annulments: AnnulmentStore;
  readonly quality: QualityStore;
  /** Erasures also apply to the columns, which processing/columns maintains. */
  readonly columns: ErasableColumns;
}

/** Dependencies of most routes. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}
