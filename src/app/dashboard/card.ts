import type { JobKind } from '../../access/jobs/job.ts';
import type { unitsBehind } from '../../processing/samplePlans/unitsBehind.ts';
import type { Stores } from '../stores.ts';

/** A dashboard card: something that may need attention today. */
export interface Card {
  readonly title: string;
  readonly lines: readonly CardLine[];
  /** Shown when there is nothing to do. */
  readonly empty: string;
  /** Waits for a decision or the next step of this account; such cards come first. */
  readonly isMine?: true;
}

interface CardLine {
  readonly text: string;
  readonly detail?: string;
  readonly url?: string;
  /** What has come of what was planned, and what should have come by now, in percent of the plan. */
  readonly bar?: { readonly percent: number; readonly duePercent: number };
}

export interface DashboardOptions {
  readonly kinds: readonly JobKind[];
  readonly stores: Stores;
  readonly now: Date;
  readonly behind: ReturnType<typeof unitsBehind>;
}

/** Lines on a card; its page shows the others. */
export const linesShown = 8;
