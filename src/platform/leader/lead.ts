import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { candidate, type Term } from './candidate.ts';
import type { LeaseStore } from './store.ts';

/** A background task that only the leader runs. */
export interface BackgroundTask {
  /** For the log. */
  readonly name: string;
  /** From the end of one run to the start of the next. */
  readonly everyMs: number;
  /** Stops soon after the term ends, and can be restarted from the beginning at any point. */
  run(term: Term): Promise<void>;
}

export interface LeadOptions {
  readonly leases: LeaseStore;
  readonly backgroundTasks: readonly BackgroundTask[];
  readonly logError: (error: { route: string; error: unknown }) => void;
  readonly leaseMs?: number;
}

export interface Leading {
  /** Whether this process leads now. */
  leads(): boolean;
  /** Ends the running tasks and lets another process lead immediately. */
  stop(): Promise<void>;
}

/** How soon a task checks again whether this process leads, or retries after an error at the start. */
const retryMs = 250;

/**
 * Leads whenever no other process does, and then runs the tasks, each independently and never twice at the same time.
 */
export function lead({ leases, backgroundTasks, logError, leaseMs = 10_000 }: LeadOptions): Leading {
  const stopping = new AbortController();
  setMaxListeners(backgroundTasks.length + 1, stopping.signal); // each task listens to it, and so does the renewal of the lease
  const me = candidate({ leases, leaseMs, elapsedMs: () => performance.now() });

  /** @param act returns the time until it is to run again */
  async function repeat(name: string, action: () => Promise<number>): Promise<void> {
    let pauseMs = retryMs;
    while (!stopping.signal.aborted) {
      try {
        pauseMs = await action();
      } catch (error) {
        if (!stopping.signal.aborted) logError({ route: `leader: ${name}`, error });
      }
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => {}); // cut short by stop()
    }
  }

  async function perform(backgroundTask: BackgroundTask): Promise<number> {
    const term = me.term();
    if (!term) return Math.min(backgroundTask.everyMs, retryMs);
    await backgroundTask.run({
      number: term.number,
      isOver: () => stopping.signal.aborted || term.isOver(),
    });
    return backgroundTask.everyMs;
  }

  async function keepLease(): Promise<number> {
    await me.step();
    return leaseMs / 4;
  }

  const loops = [
    repeat('lease', keepLease),
    ...backgroundTasks.map((backgroundTask) => repeat(backgroundTask.name, () => perform(backgroundTask))),
  ];
  return {
    leads: () => me.term() !== undefined,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await me.stepDown();
    },
  };
}
