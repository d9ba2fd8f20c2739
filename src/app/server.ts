/**
 * A running installation. The port is opened first, so that a second start fails before it touches anything; requests
 * that arrive while the storage opens wait for it.
 */
import { gateMeters } from '../platform/gate/gateMeters.ts';
import { requestGate } from '../platform/gate/requestGate.ts';
import { openLog, type LogError } from '../platform/gate/log.ts';
import { newMeters } from '../platform/gate/meters.ts';
import { close, listen, webServer } from '../platform/gate/webServer.ts';
import { openStorage } from '../platform/storage/connection.ts';
import { roomOn, type Room } from '../platform/storage/room.ts';
import type { Config } from './config.ts';
import type { StartOptions } from './openInstallation.ts';
import { serve } from './serve.ts';
import type { Place } from './workers/place.ts';

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Port of the metrics. */
  readonly metricsPort: number | undefined;
  readonly storageKind: 'embedded' | 'mongodb';
  /** Where the first administrator is created, while there is none. */
  readonly firstAdministratorUrl: string | undefined;
  /** Finishes accepted requests, then closes the storage. */
  stop(): Promise<void>;
}

/**
 * @param place of this process, if it is one of several workers
 * @throws StartError, or a storage error that names what is missing
 */
export async function startServer(options: StartOptions, place?: Place): Promise<RunningServer> {
  const { config } = options;
  const now = (): Date => new Date();
  const { noteErrorsIn, ...front } = openFront(config, now);
  const { gate, log } = front;
  const server = webServer(config.tls, gate.answer);
  const port = await listen(server, config, 'PORT');

  try {
    if (!place) await options.beforeOpening?.(gate);
    const storage = await openStorage({ ...config, storeUri: place?.storeUri });
    const room = roomOn(storage.connection);
    noteErrorsIn(room);
    try {
      const url = `${config.tls ? 'https' : 'http'}://localhost:${port}`;
      const serving = await serve(options, { ...front, storage, room, now, url, place });
      return {
        url,
        port,
        metricsPort: serving.metricsPort,
        storageKind: storage.kind,
        firstAdministratorUrl: serving.firstAdministratorUrl,
        async stop() {
          gate.beginToStop();
          await close(server);
          await serving.stop();
          await storage.close();
          log.close();
        },
      };
    } catch (error) {
      await storage.close();
      throw error;
    }
  } catch (error) {
    log.close();
    server.closeAllConnections();
    await close(server);
    throw error;
  }
}

/** What answers before the storage is open. */
function openFront(config: Config, now: () => Date) {
  const log = openLog({ withRequests: config.logsRequests, now });
  const meters = newMeters(now);
  const errors = meters.counter('langnghe_errors_total', 'Errors of the program, by where they happened.', {
    labelNames: ['route'],
  });
  let room: Room | undefined;
  const logError: LogError = (error) => {
    room?.note(error.error);
    errors.add({ route: error.route });
    log.error(error);
  };
  const gate = requestGate({ log, requestsAtOnce: config.requestsAtOnce, meters: gateMeters(meters) });
  const noteErrorsIn = (opened: Room): void => {
    room = opened;
  };
  return { log, meters, logError, gate, noteErrorsIn };
}
