/** The stores that this area uses: those of this area and of the areas below. */
import type { Stores as StoresBelow } from '../dissemination/stores.ts';
import type { DraftStore } from '../design/drafts/store.ts';
import type { alertStore } from './alerts/store.ts';
import type { CaseStore } from './cases/store.ts';
import type { commendationStore } from './commendations/store.ts';
import type { EventMessageStore, SubscriptionStore } from './events/store.ts';
import type { improvementActionStore } from './improvementActions/store.ts';
import type { postalTargetStore } from './postalService/store.ts';
import type { enteredItemStore } from './realTimeIndex/store.ts';
import type { CriteriaContent } from './scorecards/criteria.ts';
import type { CriteriaSetStore, ScorecardStore } from './scorecards/store.ts';
import type { MeasuredRounds } from '../processing/results/measuredRounds.ts';

export interface Stores extends StoresBelow {
  readonly improvementActions: ReturnType<typeof improvementActionStore>;
  readonly postalTargets: ReturnType<typeof postalTargetStore>;
  readonly enteredItems: ReturnType<typeof enteredItemStore>;
  readonly commendations: ReturnType<typeof commendationStore>;
  readonly criteriaDrafts: DraftStore<CriteriaContent>;
  readonly criteriaSets: CriteriaSetStore;
  readonly scorecards: ScorecardStore;
  readonly cases: CaseStore;
  readonly alerts: ReturnType<typeof alertStore>;
  readonly subscriptions: SubscriptionStore;
  readonly eventMessages: EventMessageStore;
}

/** The common input of most routes. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}

/** The same with measured rounds, computed once for all pages. */
export interface RoundsRoutesOptions extends RoutesOptions {
  readonly rounds: MeasuredRounds;
}
