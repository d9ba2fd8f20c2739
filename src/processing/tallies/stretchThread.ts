/**
 * Does the long parts of a recount in a thread, with a connection of its own to the store, while the thread that answers
 * requests waits for it and alone writes the progress. If the thread ends early, the same stretch is repeated: tallies and
 * chunks that already contain it are left unchanged.
 */
import { once } from 'node:events';
import type { Term } from '../../platform/leader/candidate.ts';
import { startThread } from '../../platform/startThread.ts';
import type { ColumnStretch } from '../columns/appendRows.ts';
import type { TallyStretch } from './countStretch.ts';

export type Stretch = { readonly tallies: TallyStretch } | { readonly columns: ColumnStretch };

export interface StretchData {
  /** The store that the program has open. */
  readonly store: { readonly uri: string; readonly database: string };
  readonly stretch: Stretch;
}

/** @returns the number of submissions read; undefined if the thread ended before it was done */
export type OffThread = (stretch: Stretch, term: Term) => Promise<number | undefined>;

const watchMs = 100;

/** The thread ends when the term does. @throws what the thread throws */
export function stretchThread(store: StretchData['store']): OffThread {
  return async (stretch, term) => {
    const workerData: StretchData = { store, stretch };
    const thread = startThread(new URL('./stretchWorker.ts', import.meta.url), { workerData });
    let done: number | undefined;
    thread.once('message', (read: number) => (done = read));
    const watching = setInterval(() => {
      if (term.isOver()) void thread.terminate();
    }, watchMs);
    try {
      await once(thread, 'exit');
    } finally {
      clearInterval(watching);
    }
    return done;
  };
}
