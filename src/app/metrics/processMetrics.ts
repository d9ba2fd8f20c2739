import { collectDefaultMetrics, type Registry } from 'prom-client';

/**
 * Not published: these show each open connection at once, so that a sender could be linked to a submission by the
 * second. Some of them also end like counters, which promtool rejects.
 */
const ofConnections = [
  'process_open_fds',
  ...['resources', 'handles', 'requests'].flatMap((kind) => [
    `nodejs_active_${kind}`,
    `nodejs_active_${kind}_total`,
  ]),
];

/** Adds prom-client's metrics of a Node process: processor time, memory, heap, garbage collection, event loop delay. */
export function addProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  for (const name of ofConnections) registry.removeSingleMetric(name);
}
