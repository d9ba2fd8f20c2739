import type { Config } from '../config.ts';
import { close, listen } from '../../platform/gate/webServer.ts';
import type { LeaseStore } from '../../platform/leader/store.ts';
import { timed, type Meters } from '../../platform/gate/meters.ts';
import { metricsServer } from './metricsServer.ts';
import { addProcessMetrics } from './processMetrics.ts';
import { readingsOf, type ReadingsOptions } from './readings.ts';

/** Only if a port is set for metrics. */
export async function openMetrics(
  config: Pick<Config, 'metrics' | 'mongodbUri' | 'dataFolder' | 'backups'>,
  meters: Meters,
  options: Omit<ReadingsOptions, 'dataFolder' | 'backupFolder'>,
): Promise<{ readonly port: number; close(): Promise<void> } | undefined> {
  if (config.metrics === undefined) return undefined;
  const dataFolder = config.mongodbUri === undefined ? config.dataFolder : undefined;
  const readings = readingsOf({ ...options, dataFolder, backupFolder: config.backups?.folder });
  addProcessMetrics(meters.registry);
  const server = metricsServer(meters, readings);
  return {
    port: await listen(server, config.metrics, 'METRICS_PORT'),
    async close() {
      server.closeAllConnections();
      await close(server);
    },
  };
}

/**
 * The leader renews its lease every few seconds with a durable write, so its duration stands for that of any small
 * write.
 */
export function timedLeases(leases: LeaseStore, meters: Meters): LeaseStore {
  const seconds = meters.histogram(
    'langnghe_store_write_seconds',
    'How long small durable writes of the leader take.',
  );
  return { ...leases, renew: async (lease) => await timed(seconds, async () => await leases.renew(lease)) };
}
