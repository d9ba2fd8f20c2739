import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import { retentionCollection, retentionStore } from './store.ts';

export const retentionFeature = {
  collections: [retentionCollection],
  stores: (connection: Connection) => ({ retention: retentionStore(connection) }),
} satisfies Feature;
