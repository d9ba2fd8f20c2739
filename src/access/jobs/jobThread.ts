/**
 * The leader's side of the job thread. A thread is started when a job waits, runs jobs until none is left, and ends. It
 * has a separate connection to the store, so that no computation of a job delays a request or the renewal of the lease.
 */
import type { Worker } from 'node:worker_threads';
import type { Term } from '../../platform/leader/candidate.ts';
import { limitedTo, startThread } from '../../platform/startThread.ts';
import type { Interruption } from './interruption.ts';
import type { RunJobsOptions } from './runJobs.ts';
import type { JobStore } from './store.ts';

export interface JobThreadOptions extends Pick<RunJobsOptions, 'logError'> {
  readonly jobs: Pick<JobStore, 'isAnyFree' | 'release'>;
  /** The module that runs in the thread: one that calls `serveJobs`. */
  readonly program: URL;
  readonly store: JobThreadData['store'];
  /** JavaScript memory of the thread. */
  readonly memoryMiBMax?: number;
  /** A thread that is loaded and has not asked for this long whether to go on is considered stuck. */
  readonly silentMsMax?: number;
}

const watchMs = 100;
/** How long a thread may take to load the program, on a busy machine. */
const startMsMax = 10 * 60_000;
/** How long a thread may take to stop by itself; work that it has not stored by then is repeated. */
const stopMsMax = 5000;

/** The background task that runs jobs. */
export function jobThread(options: JobThreadOptions): (term: Term) => Promise<void> {
  const { jobs, program, store, memoryMiBMax = 1024 } = options;
  return async (term) => {
    if (!(await jobs.isAnyFree(term))) return;
    const signals = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    const workerData: JobThreadData = { store, term: term.number, signals };
    const thread = startThread(program, {
      workerData,
      resourceLimits: limitedTo(memoryMiBMax),
    });
    const interruption = await endOf(thread, term, signals, options);
    if (!term.isOver()) await jobs.release(term, interruption); // releases none if the thread ended after its last job
  };
}

async function endOf(
  thread: Worker,
  term: Term,
  signals: Int32Array,
  { logError, silentMsMax = startMsMax }: JobThreadOptions,
): Promise<Interruption> {
  let interruption: Interruption = 'error';
  let heard = { asked: 0, atMs: performance.now() };
  let overSinceMs = Infinity;
  const watching = setInterval(() => {
    const nowMs = performance.now();
    const asked = Atomics.load(signals, signal.asked);
    if (asked !== heard.asked) heard = { asked, atMs: nowMs };
    const quietMsMax = asked === 0 ? startMsMax : silentMsMax;
    if (nowMs - heard.atMs > quietMsMax) {
      interruption = 'silence';
      void thread.terminate();
    }
    if (!term.isOver()) return;
    Atomics.store(signals, signal.isOver, 1);
    overSinceMs = Math.min(overSinceMs, nowMs);
    if (nowMs - overSinceMs > stopMsMax) void thread.terminate();
  }, watchMs);
  thread.on('message', logError);
  thread.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') interruption = 'memory';
    logError({ route: 'jobs', error });
  });
  await new Promise((resolve) => thread.once('exit', resolve));
  clearInterval(watching);
  return interruption;
}

/** Slots in which the two threads leave messages for each other. */
export const signal = {
  /** 1: the term is over. */
  isOver: 0,
  /** How often the thread has asked. */
  asked: 1,
} as const;

export interface JobThreadData {
  /** The store that the leader has open. */
  readonly store: { readonly uri: string; readonly database: string };
  /** Number of the leader's term. */
  readonly term: number;
  /** Shared with the leader. */
  readonly signals: Int32Array;
}
