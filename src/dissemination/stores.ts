/** The stores that this area uses: those of this area and of the areas below. */
import type { Stores as StoresBelow } from '../processing/stores.ts';
import type { apiKeyStore } from './api/keyStore.ts';
import type { RequestCountStore } from './api/requestCountStore.ts';
import type { signedCopyStore, trustedAuthorityStore } from './signedCopies/store.ts';
import type { savedViewStore } from './savedViews/store.ts';
import type { CaseStore } from '../improvement/cases/store.ts';
import type { improvementActionStore } from '../improvement/improvementActions/store.ts';
import type { CriteriaSetStore } from '../improvement/scorecards/store.ts';
import type { MeasuredRounds } from '../processing/results/measuredRounds.ts';

export interface Stores extends StoresBelow {
  readonly apiKeys: ReturnType<typeof apiKeyStore>;
  readonly requestCounts: RequestCountStore;
  readonly signedCopies: ReturnType<typeof signedCopyStore>;
  readonly trustedAuthorities: ReturnType<typeof trustedAuthorityStore>;
  readonly savedViews: ReturnType<typeof savedViewStore>;
  /** Screened comments are exported from cases. */
  readonly cases: Pick<CaseStore, 'eachScreened'>;
  /** Improvement actions of units, shown next to a change of their index. */
  readonly improvementActions: Pick<ReturnType<typeof improvementActionStore>, 'list'>;
  /** A published unit links to its PAR results. */
  readonly criteriaSets: Pick<CriteriaSetStore, 'list'>;
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
