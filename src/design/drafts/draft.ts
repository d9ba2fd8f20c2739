import { Problem } from '../../platform/problem.ts';

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
export function draftChanged(): Problem {
  return new Problem('conflict', {
    vi: 'Bản nháp vừa được người khác sửa. Xin mở lại bản nháp rồi làm lại.',
    en: 'Somebody has just changed this draft. Please open it again and repeat what you did.',
  });
}
