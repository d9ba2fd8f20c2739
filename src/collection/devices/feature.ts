import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { pairingCodesCollection, pairingStore } from './pairingStore.ts';
import { deviceArrivalsCollection, deviceStore, devicesCollection } from './store.ts';

export const devicesFeature = {
  collections: [devicesCollection, deviceArrivalsCollection, pairingCodesCollection],
  stores: (connection: Connection) => ({
    devices: deviceStore(connection),
    pairingCodes: pairingStore(connection),
  }),
  pages: () => import('./fleetRoutes.ts'),
} satisfies Feature;
