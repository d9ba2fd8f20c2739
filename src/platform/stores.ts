/** The stores that this area reads and writes. */
import type { installationStore } from './installation/store.ts';
import type { LeaseStore } from './leader/store.ts';
import type { WriteSignals } from './leader/writeSignalStore.ts';
import type { ProcessStore } from './processes/store.ts';

export interface Stores {
  readonly installation: ReturnType<typeof installationStore>;
  readonly leases: LeaseStore;
  readonly writeSignals: WriteSignals;
  readonly processes: ProcessStore;
}
