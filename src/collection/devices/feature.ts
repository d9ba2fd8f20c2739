import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { pairingCodesCollection, pairingStore } from './pairingStore.ts';
import { deviceArrivalsCollection, deviceStore, devicesCollection } from './store.ts';

const auditKinds = {
  'device.pairingCodeMade': { vi: 'Cấp mã ghép máy khảo sát', en: 'Pairing code for a kiosk created' },
  'device.paired': { vi: 'Ghép máy khảo sát', en: 'Kiosk paired' },
  'device.revoked': { vi: 'Thu hồi máy khảo sát', en: 'Kiosk revoked' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const devicesFeature = {
  collections: [devicesCollection, deviceArrivalsCollection, pairingCodesCollection],
  stores: (connection: Connection) => ({
    devices: deviceStore(connection),
    pairingCodes: pairingStore(connection),
  }),
  auditKinds,
  pages: () => import('./fleetRoutes.ts'),
} satisfies Feature;
