import type { JobKind } from '../../access/jobs/job.ts';
import type { AuditKindNames } from '../../access/audit/kinds.ts';
import type { unitsBehind } from '../../processing/samplePlans/unitsBehind.ts';
import type { Stores } from '../stores.ts';

/** A dashboard card: something that may need attention today. */
export interface Card {
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly detail?: string; readonly url?: string }[];
  /** Shown when there is nothing to do. */
  readonly empty: string;
}

export interface DashboardOptions {
  readonly auditKindNames: AuditKindNames;
  readonly kinds: readonly JobKind[];
  readonly stores: Stores;
  readonly now: Date;
  readonly behind: ReturnType<typeof unitsBehind>;
}

/** Lines on a card; its page shows the others. */
export const linesShown = 8;
