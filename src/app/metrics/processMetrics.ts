import { collectDefaultMetrics, type Registry } from 'prom-client';

/**
 * Not published: each open connection is seen in them at once, whose sender could be joined to a form by the second. Some of them also
 * bear the ending of counters, which promtool refuses.
 */
const ofConnections = [
  'process_open_fds',
  ...['resources', 'handles', 'requests'].flatMap((kind) => [
    `nodejs_active_${kind}`,
    `nodejs_active_${kind}_total`,
  ]),
];

/** Adds what prom-client measures of a Node process: processor time, memory, heap, garbage collection, delay of the event loop. */
export function addProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  for (const name of ofConnections) registry.removeSingleMetric(name);
}
