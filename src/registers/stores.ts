/** What this area reads and writes: its own stores, and those of the areas below. */
import type { Stores as StoresBelow } from '../access/stores.ts';
import type { AccessPointStore } from '../design/accessPoints/store.ts';
import type { RoundStore } from '../design/rounds/store.ts';
import type { ImportBatchStore } from './datasets/store.ts';
import type { EvidenceStore } from './evidence/store.ts';
import type { HolidayStore } from './holidays/store.ts';
import type { ServiceStore } from './services/store.ts';
import type { unitStore } from './units/store.ts';

export interface Stores extends StoresBelow {
  readonly units: ReturnType<typeof unitStore>;
  readonly services: ServiceStore;
  readonly importBatches: ImportBatchStore;
  readonly evidence: EvidenceStore;
  readonly holidays: HolidayStore;
  /** A change of units must leave the units of a round as they are. */
  readonly rounds: RoundStore;
  /** A change of units must not end one that an access point represents. */
  readonly accessPoints: AccessPointStore;
}

/** Dependencies of most routes. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}
