import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { deliveriesPlan, deliveryStore } from './store.ts';

export const booksFeature = {
  collections: [deliveriesPlan],
  stores: (connection: Connection) => ({ deliveries: deliveryStore(connection) }),
} satisfies Feature;
