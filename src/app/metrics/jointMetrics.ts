/** One `/metrics` for all workers: the process that starts them asks each for its values, and adds which one it is. */
import cluster, { type Worker } from 'node:cluster';
import { on } from 'node:events';
import { jointText, type MetricList, type Meters } from '../../platform/gate/meters.ts';
import type { Place } from '../workers/place.ts';
import { serveMetrics, type ServedMetrics } from './metricsServer.ts';
import { addProcessMetrics } from './processMetrics.ts';

interface Asked {
  readonly metricsOf: number;
}
type Answered = Asked & { readonly worker: number; readonly list: MetricList };

/** Prometheus waits for ten seconds; a worker that is silent for this long is left out. */
const answerMs = 8000;

/** @param meters of this process, which is no worker: number 0 */
export async function openJointMetrics(
  where: { readonly host: string; readonly port: number },
  meters: Meters,
): Promise<ServedMetrics> {
  addProcessMetrics(meters.registry);
  let asked = 0;
  return await serveMetrics(where, async () => {
    const question: Asked = { metricsOf: asked++ };
    const answers = await Promise.all(Object.values(cluster.workers ?? {}).map((one) => ask(one!, question)));
    const lists = answers.flat().map(({ worker, list }): [string, MetricList] => [String(worker), list]);
    return await jointText(new Map([['0', await meters.list([])], ...lists]));
  });
}

async function ask(worker: Worker, question: Asked): Promise<readonly Answered[]> {
  try {
    const messages = on(worker, 'message', { signal: AbortSignal.timeout(answerMs), close: ['exit'] });
    worker.send(question);
    for await (const [message] of messages as AsyncIterable<[Answered]>) {
      if (message.metricsOf === question.metricsOf) return [message];
    }
    return [];
  } catch {
    return []; // it has ended, or is silent
  }
}

/** A worker's side. @returns the port on which its metrics are served with those of the others */
export function answerMetrics(place: Place, read: () => Promise<MetricList>): ServedMetrics {
  const answer = (question: Partial<Asked>): void => {
    const { metricsOf } = question;
    if (metricsOf === undefined) return;
    void read()
      .then((list) => process.send?.({ metricsOf, worker: place.number, list } satisfies Answered))
      .catch(() => {}); // left out then
  };
  process.on('message', answer);
  return {
    port: place.metricsPort!,
    async close() {
      await Promise.resolve(process.off('message', answer));
    },
  };
}
