import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { moveStore, movesPlan } from './store.ts';

export const movingFeature = {
  collections: [movesPlan],
  stores: (connection: Connection) => ({ moves: moveStore(connection) }),
} satisfies Feature;
