/** What this area reads and writes: its own stores, and those of the areas below. */
import type { Stores as StoresBelow } from '../collection/stores.ts';
import type { ColumnStore } from './columns/store.ts';
import type { FrameStore } from './frames/store.ts';
import type { PublicationStore } from './published/store.ts';
import type { MeasuredRounds } from './results/measuredRounds.ts';
import type { boardStore } from './results/store.ts';
import type { samplePlanStore } from './samplePlans/store.ts';
import type { TallyStore } from './tallies/store.ts';

export interface Stores extends StoresBelow {
  readonly samplePlans: ReturnType<typeof samplePlanStore>;
  readonly frames: FrameStore;
  readonly boards: ReturnType<typeof boardStore>;
  readonly tallies: TallyStore;
  readonly columns: ColumnStore;
  readonly publications: PublicationStore;
}

/** What most routes are made from. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}

/** The same with rounds as they are measured, once for all pages. */
export interface RoundsRoutesOptions extends RoutesOptions {
  readonly rounds: MeasuredRounds;
}
