import { setTimeout as wait } from 'node:timers/promises';

/** A worker that ends earlier than this has ended early. */
const earlyMs = 60_000;
/** So many early ends in a row are no accident. */
const earlyEndsMax = 8;
const firstPauseMs = 100;

export interface Replacing {
  /** How the one that runs now, or the next one, ends. */
  readonly live: () => Promise<string>;
  readonly onEnd: (how: string) => void;
  readonly stopSignal: AbortSignal;
  readonly elapsedMs?: () => number;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/**
 * Replaces a worker whenever it ends: almost at once the first time, and after twice as long each time that one ended
 * early.
 *
 * @returns when it was stopped, true; false when it gives up, after eight early ends in a row
 */
export async function replaceDead({
  live,
  onEnd,
  stopSignal,
  elapsedMs = () => performance.now(),
  pause = (ms) => wait(ms, undefined, { signal: stopSignal }).catch(() => {}),
}: Replacing): Promise<boolean> {
  let earlyEnds = 0;
  while (earlyEnds < earlyEndsMax) {
    const fromMs = elapsedMs();
    const how = await live();
    if (stopSignal.aborted) return true;
    onEnd(how);
    earlyEnds = elapsedMs() - fromMs < earlyMs ? earlyEnds + 1 : 0;
    if (earlyEnds < earlyEndsMax) await pause(firstPauseMs * 2 ** earlyEnds);
    if (stopSignal.aborted) return true;
  }
  return false;
}
