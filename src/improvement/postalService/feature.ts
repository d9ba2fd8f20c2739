import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { postalTargetStore, postalTargetsCollection } from './store.ts';

export const publicPostFeature = {
  collections: [postalTargetsCollection],
  stores: (connection: Connection) => ({ postalTargets: postalTargetStore(connection) }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
