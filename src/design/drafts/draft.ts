import { changedByOthers, type Problem } from '../../platform/problem.ts';

/**
 * What drafts of methods, rounds and surveys have in common: several people write, and each change replaces the version
 * from which it was made.
 */
export interface Draft {
  readonly id: string;
  readonly state: 'open' | 'publishing' | 'scheduled' | 'published' | 'discarded';
  /** Version number, incremented by every change, so that two authors do not overwrite each other. */
  readonly revision: number;
  readonly changedAt: Date;
  readonly changedBy: { readonly accountId: string; readonly name: string };
}

/** Somebody else has changed the draft since the page was made. */
export const draftChanged = (): Problem => changedByOthers({ vi: 'Bản nháp này', en: 'this draft' });
