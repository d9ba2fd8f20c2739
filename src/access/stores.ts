/** What this area reads and writes: its own stores, and those of the areas below. */
import type { Stores as StoresBelow } from '../platform/stores.ts';
import type { AdministratorsStore } from './accounts/administratorsStore.ts';
import type { AttemptStore } from './accounts/attemptStore.ts';
import type { WaysIn } from './accounts/giveRole.ts';
import type { SessionStore } from './accounts/sessionStore.ts';
import type { AccountStore } from './accounts/store.ts';
import type { UnitsInScope } from './accounts/unitScope.ts';
import type { AuditStore } from './audit/store.ts';
import type { JobStore } from './jobs/store.ts';
import type { BrandStore } from './brand/store.ts';
import type { LanguagesStore } from './languages/store.ts';
import type { RetentionStore } from './retention/store.ts';

export interface Stores extends StoresBelow {
  readonly languages: LanguagesStore;
  readonly brand: BrandStore;
  readonly retention: RetentionStore;
  readonly audit: AuditStore;
  readonly accounts: AccountStore;
  readonly administrators: AdministratorsStore;
  readonly sessions: SessionStore;
  readonly attempts: AttemptStore;
  readonly jobs: JobStore;
  /** Keys end with their account; implemented by dissemination/api. */
  readonly apiKeys: WaysIn['apiKeys'];
  /** The units that accounts are responsible for; implemented by registers/units. */
  readonly units: UnitsInScope;
}

/** Dependencies of most routes. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}
