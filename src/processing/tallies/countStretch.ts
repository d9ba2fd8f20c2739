import type { Stores } from '../stores.ts';
import { countablePlans } from './countablePlans.ts';
import { tallySheets } from './tallySheets.ts';

/** A range of all submissions to be counted into the second generation. */
export interface TallyStretch {
  readonly generation: number;
  /** Number of the batch. */
  readonly batch: number;
  /** Ids above this one, up to `upTo`. */
  readonly after: string;
  readonly upTo: string;
}

export type CountingStores = Pick<
  Stores,
  'tallies' | 'submissions' | 'accessPoints' | 'rounds' | 'surveys' | 'methods'
>;

/**
 * Adds a stretch to its generation; can be repeated.
 *
 * @param between called between two writes
 * @returns how many submissions it contains, including those that a later batch adds
 */
export async function countStretch(
  stores: CountingStores,
  { generation, batch, after, upTo }: TallyStretch,
  between?: () => void,
): Promise<number> {
  const plans = countablePlans(stores);
  const sheets = tallySheets(plans);
  let done = 0;
  for await (const submission of stores.submissions.eachBetween(after, upTo)) {
    done += 1;
    if (submission.uncounted && !submission.recount) continue; // it arrives with a later batch
    const isAnnulled = submission.annulled && !submission.recount;
    await plans.prepare([submission]);
    sheets.add(submission, isAnnulled ? 'annulled' : submission.late ? 'late' : 'counted', 1);
  }
  for (const [tallySet, sheet] of sheets.each())
    await stores.tallies.addBatch({ generation, ...tallySet }, sheet, batch, between);
  return done;
}
