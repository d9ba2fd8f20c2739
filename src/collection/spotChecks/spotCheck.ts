/**
 * A spot check opens a few answers before witnesses: those that a public seed draws, such as a lottery number that was
 * not known when the checkpoint was signed. Whoever would have altered answers cannot know which ones will be opened.
 * Opening them all would let people be made to prove how they answered, so only a few are, and of these only the levels.
 */
import { createHash } from 'node:crypto';

export interface SpotCheck {
  readonly id: string;
  readonly checkpointNumber: number;
  /** Submissions to be opened. */
  readonly count: number;
  /** The text that draws them. */
  readonly seed: string;
  /** Where and when it was made public. */
  readonly seedSource: string;
  readonly orderedBy: { readonly accountId: string; readonly name: string };
  readonly orderedAt: Date;
}

export const openedMax = 50;

/** One draw; of draws that repeat a position, the first counts. `public/verify.mjs` draws the same. */
export function drawnPosition(root: Buffer, seed: string, draw: number, size: number): number {
  const text = `lang-nghe spot check 1\n${root.toString('base64')}\n${seed}\n${draw}`;
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) % size;
}
