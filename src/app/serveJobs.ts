/** The job thread's side: opens the stores and runs waiting jobs. */
import { parentPort, workerData } from 'node:worker_threads';
import { dayMs } from '../access/retention/retention.ts';
import { connect } from '../platform/storage/connection.ts';
import { storesOn, type Stores } from './stores.ts';
import type { JobKind } from '../access/jobs/job.ts';
import { signal, type JobThreadData } from '../access/jobs/jobThread.ts';
import { runJobs } from '../access/jobs/runJobs.ts';

export async function serveJobs(kindsOf: (stores: Stores) => readonly JobKind[]): Promise<void> {
  const { store, term, signals } = workerData as JobThreadData;
  const connection = await connect(store.uri, store.database);
  const stores = storesOn(connection); // prepared by the program that starts the thread;
  stores.writeSignals.listen(() => stores.writeSignals.send());
  Atomics.add(signals, signal.asked, 1); // loaded: from here on it may not be silent
  await runJobs(
    {
      jobs: stores.jobs,
      kinds: kindsOf(stores),
      now: () => new Date(),
      resultKeptMs: async () => (await stores.retention.days()).jobResults * dayMs,
      logError: (error) => parentPort!.postMessage(error),
    },
    {
      number: term,
      isOver() {
        Atomics.add(signals, signal.asked, 1);
        return Atomics.load(signals, signal.isOver) === 1;
      },
    },
  );
  await stores.writeSignals.sent();
  await connection.close();
  process.exit(); // ends the thread, with anything that the jobs have left open
}
