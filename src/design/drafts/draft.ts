/**
 * What is common to drafts of methods, rounds and surveys: several people write, and each change takes the place of the one
 * that it was made from.
 */
export interface Draft {
  readonly id: string;
  readonly state: 'open' | 'publishing' | 'scheduled' | 'published' | 'discarded';
  /** Counts up with every change, so that two who write do not overwrite each other. */
  readonly step: number;
  readonly changedAt: Date;
  readonly changedBy: { readonly accountId: string; readonly name: string };
}
