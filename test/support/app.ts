import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll } from '@jest/globals';
import type { Express } from 'express';
import type { Connection } from 'mongoose';
import { defaultStaffSettings, type StaffSettings } from '../../src/access/accounts/staffSettings.ts';
import { createApp, type AppOptions } from '../../src/app/app.ts';
import { openKioskKey, type KioskKey } from '../../src/collection/kiosk/kioskKey.ts';
import { openSigners, type Signers } from '../../src/collection/ledger/signers.ts';
import { pointWatch, type PointWatch } from '../../src/collection/quality/pointWatch.ts';
import type { Stores } from '../../src/app/stores.ts';
import { duringAt } from './builders.ts';
import { memoryChest } from './memoryChest.ts';
import { useOpenStores } from './storage.ts';

export interface TestApp {
  readonly app: Express;
  /** Serves the app to browsers of staff: a server and a connection for each request would take a fifth of its time. */
  readonly server: Server;
  readonly stores: Stores;
  /** For tests that look at everything that is stored. */
  readonly connection: Connection;
  readonly signers: Signers;
  readonly kioskKey: KioskKey;
  /** Writes down what it has seen when a test says so. */
  readonly watch: PointWatch;
  /** Errors of ours that were logged; a test of ordinary use ends with none. */
  readonly errors: { route: string; error: unknown }[];
  /** The clock of the app; it stands still unless a test sets it. */
  readonly clock: { now: Date };
}

/** Hashing that costs a test next to nothing. */
export const lightCost = { memoryKiB: 1024, passes: 1 };

/** The real app on real stores, on an empty database of its own. */
export function useApp(
  staff: Partial<StaffSettings> = {},
  options: Pick<
    AppOptions,
    | 'features'
    | 'formsPerMinute'
    | 'privateWebhooks'
    | 'apiLimits'
    | 'securityContact'
    | 'accessibilityContact'
  > = {},
): () => TestApp {
  const opened = useOpenStores(options.features);
  let made: TestApp | undefined;
  beforeAll(async () => {
    const { connection, stores } = opened();
    const clock = { now: duringAt };
    const errors: TestApp['errors'] = [];
    const signers = await openSigners(stores.ledger, memoryChest());
    const watch = pointWatch(stores.quality);
    const kioskKey = await openKioskKey(stores.kioskKeys, memoryChest());
    const app = await createApp({
      ...options,
      watch,
      signers,
      kioskKey,
      stores,
      installation: await stores.installation.open('real'),
      now: () => clock.now,
      logError: (error) => errors.push(error),
      staff: { ...defaultStaffSettings, passwordCost: lightCost, ...staff },
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    server.keepAliveTimeout = 0; // connections are kept until the tests are over
    await once(server, 'listening');
    made = { app, server, stores, connection, signers, kioskKey, watch, errors, clock };
  });
  afterAll(() => {
    made?.server.close();
    made?.server.closeAllConnections();
  });
  return () => {
    if (!made) throw new Error('the app is there from beforeAll on');
    return made;
  };
}
