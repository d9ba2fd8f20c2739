/**
 * `WORKERS=n`: n processes answer on one port, in front of one store. This process holds the embedded store, hands the
 * connections out in turn, serves the metrics of all, and replaces a worker that ends. One of the workers leads, by the
 * lease, as among any processes of an installation.
 */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { newMeters } from '../../platform/gate/meters.ts';
import { openLog } from '../../platform/gate/log.ts';
import { startEmbeddedStore } from '../../platform/storage/embedded/embeddedStore.ts';
import type { Config } from '../config.ts';
import { openJointMetrics } from '../metrics/jointMetrics.ts';
import { said, type Place } from './place.ts';
import { replaceDead } from './replaceDead.ts';

interface Life {
  readonly worker: Worker;
  /** Resolves to false when it ends before. */
  readonly serves: Promise<boolean>;
  /** Resolves to the signal or the status by which it ended. */
  readonly ended: Promise<string>;
}

type Ground = Pick<Place, 'storeUri' | 'metricsPort'>;

/** Ends the process on a signal to stop, when the first worker cannot start, or when one of them keeps dying. */
export async function runWorkers(config: Config): Promise<never> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const log = openLog({ withRequests: false, now: () => new Date() });
  const store =
    config.mongodbUri === undefined ? await startEmbeddedStore({ folder: config.dataFolder }) : undefined;
  const meters = newMeters();
  const deaths = meters.counter('langnghe_worker_deaths_total', 'Workers that ended without being told to.');
  const metrics = config.metrics && (await openJointMetrics(config.metrics, meters));
  const status = await keepWorkers({
    count: config.workers,
    ground: { storeUri: store?.uri, metricsPort: metrics?.port },
    stopSignal: stopping.signal,
    onDeath(number, how) {
      deaths.add();
      log.error({ route: `worker ${number}`, error: `ended by ${how}` });
    },
  });
  await metrics?.close();
  await store?.close();
  log.close();
  process.exit(status);
}

interface Keeping {
  readonly count: number;
  readonly ground: Ground;
  readonly stopSignal: AbortSignal;
  readonly onDeath: (number: number, how: string) => void;
}

/** @returns the status with which the program ends, once all workers have ended */
async function keepWorkers({ count, ground, stopSignal, onDeath }: Keeping): Promise<number> {
  const lives = new Map<number, Life>();
  const start = (number: number, isFirst = false): Life => {
    const life = startWorker({ ...ground, number, isFirst });
    lives.set(number, life);
    return life;
  };
  const stopped = once(stopSignal, 'abort').then(() => 0);
  const first = start(1, true);
  const hasBegun = await Promise.race([first.serves, stopped.then(() => false)]);
  if (!hasBegun && !stopSignal.aborted) return 1; // it has said why
  const numbers = hasBegun ? Array.from({ length: count }, (_, index) => index + 1) : [];
  const kept = numbers.map(async (number) => {
    let next: Life | undefined = number === 1 ? first : undefined;
    const live = async (): Promise<string> => {
      const life = next ?? start(number);
      next = undefined;
      return await life.ended;
    };
    await replaceDead({ live, stopSignal, onEnd: (how) => onDeath(number, how) });
  });
  const status = await Promise.race([stopped, ...kept.map((one) => one.then(() => 1))]);
  for (const { worker } of lives.values()) worker.process.kill('SIGTERM');
  await Promise.all([...lives.values()].map(({ ended }) => ended));
  return status;
}

function startWorker(place: Place): Life {
  const worker = cluster.fork();
  worker.on('error', () => {}); // a message to one that has just ended
  const ended = once(worker, 'exit').then(([code, signal]: (number | string | null)[]) =>
    String(signal ?? `status ${code}`),
  );
  const served = new Promise<boolean>((resolve) => {
    worker.on('message', (message) => {
      if (message === said.listening) worker.send(place);
      if (message === said.serving) resolve(true);
    });
  });
  return { worker, ended, serves: Promise.race([served, ended.then(() => false)]) };
}
