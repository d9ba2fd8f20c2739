import type { MeasuredRounds } from '../processing/results/measuredRounds.ts';
import type { Stores } from './stores.ts';

/** What the routes of most rooms are made from. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}

/** The same with rounds as they are measured, once for all pages. */
export interface RoundsRoutesOptions extends RoutesOptions {
  readonly rounds: MeasuredRounds;
}
