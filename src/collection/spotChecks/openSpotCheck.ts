import assert from 'node:assert/strict';
import { partContent, submissionEntry } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import type { KeptCheckpoint, LedgerStore } from '../ledger/store.ts';
import type { SubmissionStore } from '../submissions/store.ts';
import type { Submission } from '../submissions/submission.ts';
import { drawnPosition, type SpotCheck } from './spotCheck.ts';

export interface DrawnEntry {
  readonly position: number;
  /** The entry, byte by byte. */
  readonly entry: string;
  readonly fields: Readonly<Record<string, string | number>>;
  /** The record; missing if the entry is not a submission, or the record differs from the logged one. */
  readonly submission?: Submission | undefined;
}

/** The entries drawn by a seed, in the order of drawing, with their records. */
export async function openSpotCheck(
  { seed, count }: Pick<SpotCheck, 'seed' | 'count'>,
  checkpoint: KeptCheckpoint,
  stores: {
    readonly ledger: Pick<LedgerStore, 'findEntry'>;
    readonly submissions: Pick<SubmissionStore, 'findLogged'>;
  },
): Promise<readonly DrawnEntry[]> {
  const drawn: DrawnEntry[] = [];
  const seen = new Set<number>();
  let opened = 0;
  for (let draw = 0; opened < count && seen.size < checkpoint.size; draw += 1) {
    const position = drawnPosition(checkpoint.root, seed, draw, checkpoint.size);
    if (seen.has(position)) continue;
    seen.add(position);
    const entry = await stores.ledger.findEntry(position);
    assert(entry, `entry ${position} of checkpoint ${checkpoint.number} is kept`);
    const fields = JSON.parse(entry.text) as DrawnEntry['fields'];
    const isSubmission = entry.kind === 'submission';
    if (isSubmission) opened += 1;
    const record = isSubmission ? await stores.submissions.findLogged(position) : undefined;
    const submission = record && leafHash(submissionEntry(record)).equals(entry.hash) ? record : undefined;
    drawn.push({ position, entry: entry.text, fields, submission });
  }
  return drawn;
}

/** The minutes as a file that `public/verify.mjs` checks. */
export function minutesFile(
  { seed, count }: SpotCheck,
  { note }: KeptCheckpoint,
  drawn: readonly DrawnEntry[],
) {
  return {
    format: 'lang-nghe spot check 1',
    checkpoint: note,
    seed,
    count,
    drawn: drawn.map(({ position, entry, submission }) => ({
      position,
      entry,
      ...(submission
        ? { answers: partContent(submission, 'answers'), salt: submission.salts.answers.toString('hex') }
        : {}),
    })),
  };
}
