import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { bell, type Bell } from './bell.ts';
import { candidate, type Candidate, type Term } from './candidate.ts';
import type { LeaseStore } from './store.ts';
import type { WriteSignals } from './writeSignalStore.ts';

/** A background task that only the leader runs. */
export interface BackgroundTask {
  /** For the log. */
  readonly name: string;
  /** From the end of one run to the start of the next, at least. */
  readonly everyMs: number;
  /**
   * Collections whose changes it carries on. After a run that left nothing to do, it rests until one of them is written;
   * missing: it runs again after `everyMs`.
   */
  readonly wakesOn?: readonly string[];
  /** Stops soon after the term ends, and can be restarted from the beginning at any point. */
  run(term: Term): Promise<void>;
}

export interface LeadOptions {
  readonly leases: LeaseStore;
  readonly writes: WriteSignals;
  readonly backgroundTasks: readonly BackgroundTask[];
  readonly logError: (error: { route: string; error: unknown }) => void;
  /** Whether no other process serves the installation now; missing: there may be others. */
  readonly isAlone?: () => boolean;
  readonly leaseMs?: number;
  /** A resting task runs at the latest after this time: a process may have ended between a write and its signal. */
  readonly restMsMax?: number;
}

export interface Leading {
  /** Whether this process leads now. */
  leads(): boolean;
  /** Ends the running tasks and lets another process lead immediately. */
  stop(): Promise<void>;
}

/** How soon the leader sees what another process has written, or tries again after an error at the start. */
const lookMs = 250;
/** How soon it sees that others may write. */
const restingLookMs = 1000;
/** A timer cannot wait longer. */
const foreverMs = 2 ** 31 - 1;

/**
 * Leads whenever no other process does, and then runs the tasks, each independently and never twice at the same time. A
 * task that rests is woken by a write to its collections: one of this process at once, one of another by its signal.
 */
export function lead(options: LeadOptions): Leading {
  const { leases, writes, backgroundTasks, logError, leaseMs = 30_000, restMsMax = 300_000 } = options;
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // each task listens to it, and so do the lease and the looks
  const me = candidate({ leases, leaseMs, elapsedMs: () => performance.now() });
  const tasks = backgroundTasks.map((task) => ({ task, wake: bell() }));
  const wakeAll = (): void => tasks.forEach(({ wake }) => wake.ring());
  const work: Work = { me, stopSignal: stopping.signal, logError, restMsMax, wakeAll, running: new Set() };

  const stopListening = writes.listen((collection) => {
    const woken = tasks.filter(({ task }) => task.wakesOn?.includes(collection));
    if (me.term()) woken.forEach(({ wake }) => wake.ring());
    else if (woken.length > 0) writes.send();
  });
  const loops = [
    keepLease(work, leaseMs),
    lookForSignals(work, options),
    ...tasks.map(async ({ task, wake }) => await perform(work, task, wake)),
  ];
  return {
    leads: () => me.term() !== undefined,
    async stop() {
      stopListening();
      stopping.abort();
      await Promise.all([...loops, writes.sent()]);
      await me.stepDown();
    },
  };
}

interface Work extends Required<Pick<LeadOptions, 'logError' | 'restMsMax'>> {
  readonly me: Candidate;
  readonly stopSignal: AbortSignal;
  readonly wakeAll: () => void;
  /** Names of the tasks that run now. */
  readonly running: Set<string>;
}

/** Each renewal of the lease brings the number of signals with it. */
async function keepLease(work: Work, leaseMs: number): Promise<void> {
  const { me, stopSignal, wakeAll } = work;
  let pauseMs = lookMs;
  while (!stopSignal.aborted) {
    const [term, signals] = [me.term(), me.signals()];
    // A look at the lease of another process is cheap, and what it has stepped down from is taken over soon.
    if (await attempt(work, 'lease', () => me.step())) pauseMs = leaseMs / (me.term() ? 3 : 12);
    if (me.term() !== term || me.signals() !== signals) wakeAll();
    await pause(work, pauseMs);
  }
}

/** Looks more often where other processes serve, or a job runs in its thread. */
async function lookForSignals(work: Work, { leases, isAlone = () => false }: LeadOptions): Promise<void> {
  const { me, stopSignal, running, wakeAll } = work;
  let seen: number | undefined;
  let isLooking = false;
  while (!stopSignal.aborted) {
    const othersWrite = me.term() !== undefined && (running.size > 0 || !isAlone());
    if (othersWrite || isLooking) {
      await attempt(work, 'signals', async () => {
        const signals = await leases.countSignals();
        if (signals !== seen) wakeAll();
        seen = signals;
      });
    }
    isLooking = othersWrite; // once more after the last of them
    await pause(work, isLooking ? lookMs : restingLookMs);
  }
}

async function perform(work: Work, task: BackgroundTask, wake: Bell): Promise<void> {
  const { me, stopSignal, restMsMax, running } = work;
  while (!stopSignal.aborted) {
    const term = me.term();
    if (!term) {
      await wake.wait(foreverMs, stopSignal);
      continue;
    }
    const isOver = (): boolean => stopSignal.aborted || term.isOver();
    running.add(task.name);
    const hasEnded = await attempt(work, task.name, () => task.run({ number: term.number, isOver }));
    running.delete(task.name);
    await pause(work, task.everyMs);
    if (hasEnded && task.wakesOn) await wake.wait(restMsMax, stopSignal);
  }
}

/** @returns whether it ended without an error */
async function attempt(
  { stopSignal, logError }: Work,
  name: string,
  action: () => Promise<void>,
): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (!stopSignal.aborted) logError({ route: `leader: ${name}`, error });
    return false;
  }
}

/** Cut short when the process stops leading for good. */
async function pause({ stopSignal }: Work, ms: number): Promise<void> {
  await wait(ms, undefined, { signal: stopSignal }).catch(() => {});
}
