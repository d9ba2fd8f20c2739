import type { unitsBehind } from '../../processing/samplePlans/unitsBehind.ts';
import type { Stores } from '../stores.ts';

/** A thing that may need somebody today. */
export interface Card {
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly detail?: string; readonly url?: string }[];
  /** Said when there is nothing to do. */
  readonly empty: string;
}

export interface DeskOptions {
  readonly stores: Stores;
  readonly now: Date;
  readonly behind: ReturnType<typeof unitsBehind>;
}

/** Lines of a card; its page has the others. */
export const linesShown = 8;
