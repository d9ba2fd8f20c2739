/** The stores of this area and of the areas below it. */
import type { Stores as StoresBelow } from '../collection/stores.ts';
import type { Messaging } from '../platform/messages/messaging.ts';
import type { ColumnStore } from './columns/store.ts';
import type { FrameStore } from './frames/store.ts';
import type { MailingStore, MessageStore } from './messages/store.ts';
import type { PublicationStore } from './published/store.ts';
import type { MeasuredRounds } from './results/measuredRounds.ts';
import type { ReleaseStore } from './results/releaseStore.ts';
import type { resultsSnapshotStore } from './results/store.ts';
import type { samplePlanStore } from './samplePlans/store.ts';
import type { TallyStore } from './tallies/store.ts';

export interface Stores extends StoresBelow {
  readonly samplePlans: ReturnType<typeof samplePlanStore>;
  readonly frames: FrameStore;
  readonly mailings: MailingStore;
  readonly messages: MessageStore;
  readonly resultsSnapshots: ReturnType<typeof resultsSnapshotStore>;
  readonly releases: ReleaseStore;
  readonly tallies: TallyStore;
  readonly columns: ColumnStore;
  readonly publications: PublicationStore;
}

/** The options of most routes. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
  /** Missing unless messages to people outside are configured. */
  readonly messaging?: Messaging | undefined;
}

/** The same, with measured rounds, created once for all pages. */
export interface RoundsRoutesOptions extends RoutesOptions {
  readonly rounds: MeasuredRounds;
}
