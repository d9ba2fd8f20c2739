import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { candidate, type Term } from './candidate.ts';
import type { LeaseStore } from './store.ts';

/** A background task that only the leader runs. */
export interface Duty {
  /** For the log. */
  readonly name: string;
  /** From the end of one run to the start of the next. */
  readonly everyMs: number;
  /** Stops soon after the term ends, and can be restarted from the beginning at any point. */
  run(term: Term): Promise<void>;
}

export interface LeadOptions {
  readonly leases: LeaseStore;
  readonly duties: readonly Duty[];
  readonly logFault: (fault: { route: string; error: unknown }) => void;
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
export function lead({ leases, duties, logFault, leaseMs = 10_000 }: LeadOptions): Leading {
  const stopping = new AbortController();
  setMaxListeners(duties.length + 1, stopping.signal); // each task listens to it, and so does the renewal of the lease
  const me = candidate({ leases, leaseMs, elapsedMs: () => performance.now() });

  /** @param act returns the time until it is to run again */
  async function repeat(name: string, act: () => Promise<number>): Promise<void> {
    let pauseMs = retryMs;
    while (!stopping.signal.aborted) {
      try {
        pauseMs = await act();
      } catch (error) {
        if (!stopping.signal.aborted) logFault({ route: `leader: ${name}`, error });
      }
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => {}); // cut short by stop()
    }
  }

  async function perform(duty: Duty): Promise<number> {
    const term = me.term();
    if (!term) return Math.min(duty.everyMs, retryMs);
    await duty.run({
      number: term.number,
      isOver: () => stopping.signal.aborted || term.isOver(),
    });
    return duty.everyMs;
  }

  async function keepLease(): Promise<number> {
    await me.step();
    return leaseMs / 4;
  }

  const loops = [repeat('lease', keepLease), ...duties.map((duty) => repeat(duty.name, () => perform(duty)))];
  return {
    leads: () => me.term() !== undefined,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await me.stepDown();
    },
  };
}
