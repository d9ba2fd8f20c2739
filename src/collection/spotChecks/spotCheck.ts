/**
 * A spot check opens a few submissions before witnesses. A public seed draws them, such as a lottery number that was
 * unknown when the checkpoint was signed, so a forger cannot know which ones will be opened. Opening all would allow
 * people to be forced to prove how they answered; therefore only a few are opened, and of these only the levels.
 */
import { createHash } from 'node:crypto';

export interface SpotCheck {
  readonly id: string;
  readonly checkpointNumber: number;
  /** Number of submissions to open. */
  readonly count: number;
  /** The text from which the draws are derived. */
  readonly seed: string;
  /** Where and when the seed was published. */
  readonly seedSource: string;
  readonly orderedBy: { readonly accountId: string; readonly name: string };
  readonly orderedAt: Date;
}

export const openedMax = 50;

/** One draw; if draws repeat a position, the first counts. `public/verify.mjs` draws the same. */
export function drawnPosition(root: Buffer, seed: string, draw: number, size: number): number {
  const text = `lang-nghe spot check 1\n${root.toString('base64')}\n${seed}\n${draw}`;
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) % size;
}
