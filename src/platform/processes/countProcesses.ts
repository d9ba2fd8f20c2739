import { randomUUID } from 'node:crypto';
import type { Heartbeat, ProcessStore } from './store.ts';

/** Between two beats. */
export const beatMs = 10_000;
/** A process whose beat has not changed for this long is gone. */
const goneMs = 3.5 * beatMs;

/**
 * How many processes serve the installation, for limits that are divided among them. A killed process is counted for
 * half a minute more.
 *
 * @param elapsedMs monotonic clock of this process
 */
export function countProcesses(processes: ProcessStore, elapsedMs: () => number) {
  const id = randomUUID();
  let seen = new Map<string, { readonly beat: number; readonly sinceMs: number }>();

  function seenNow({ id: processId, beat }: Heartbeat, atMs: number) {
    const before = seen.get(processId);
    return before?.beat === beat ? before : { beat, sinceMs: atMs };
  }

  const beat = async (): Promise<void> => await processes.beat(id);

  return {
    /** One beat, which is acknowledged when it is durable. */
    beat,
    /** To be called every `beatMs`. */
    async step(): Promise<void> {
      await beat();
      const atMs = elapsedMs();
      const all = (await processes.list()).map((one) => [one.id, seenNow(one, atMs)] as const);
      const gone = all.filter(([, { sinceMs }]) => atMs - sinceMs >= goneMs).map(([processId]) => processId);
      seen = new Map(all.filter(([processId]) => !gone.includes(processId)));
      if (gone.length > 0) await processes.remove(gone);
    },
    count: (): number => Math.max(seen.size, 1),
    stop: async (): Promise<void> => await processes.remove([id]),
  };
}
