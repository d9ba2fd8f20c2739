import type { Config } from '../config.ts';
import type { Place } from '../workers/place.ts';
import type { LeaseStore } from '../../platform/leader/store.ts';
import { timed, type Meters } from '../../platform/gate/meters.ts';
import { answerMetrics } from './jointMetrics.ts';
import { serveMetrics, type ServedMetrics } from './metricsServer.ts';
import { addProcessMetrics } from './processMetrics.ts';
import { readingsOf, type ReadingsOptions } from './readings.ts';

/**
 * Only if a port is set for metrics.
 *
 * @param place of this process, if it is one of several workers, whose metrics another process serves
 */
export async function openMetrics(
  config: Pick<Config, 'metrics' | 'mongodbUri' | 'dataFolder' | 'backups'>,
  meters: Meters,
  options: Omit<ReadingsOptions, 'dataFolder' | 'backupFolder'>,
  place?: Place,
): Promise<ServedMetrics | undefined> {
  if (config.metrics === undefined) return undefined;
  const dataFolder = config.mongodbUri === undefined ? config.dataFolder : undefined;
  const readings = readingsOf({ ...options, dataFolder, backupFolder: config.backups?.folder });
  addProcessMetrics(meters.registry);
  if (place !== undefined) return answerMetrics(place, async () => await meters.list(await readings.read()));
  return await serveMetrics(config.metrics, async () => await meters.text(await readings.read()));
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
