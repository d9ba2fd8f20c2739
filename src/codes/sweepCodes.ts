import type { CodeStore } from './store.ts';

/** Sweeps, an hour apart, that a form may take to be sent again after it was cut off. */
const sweepsWaited = 24;

/**
 * Finishes the codes of forms that were cut off and never sent again. Whether their answers were stored nobody can tell
 * any more, so they count as used: better one answer fewer than two for one code. How long a code waits is remembered
 * here and not stored, since a stored time would point to the submissions of its hour.
 */
export function codeSweeper(codes: CodeStore): () => Promise<void> {
  let seen = new Map<string, number>();
  return async () => {
    const still = new Map<string, number>();
    for (const use of await codes.listHeld()) {
      const times = (seen.get(use.mark) ?? 0) + 1;
      if (times > sweepsWaited) await codes.finish(use);
      else still.set(use.mark, times);
    }
    seen = still;
  };
}
