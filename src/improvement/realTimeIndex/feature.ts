import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { enteredItemStore, enteredItemsCollection } from './store.ts';

export const realTimeIndexFeature = {
  collections: [enteredItemsCollection],
  stores: (connection: Connection) => ({ enteredItems: enteredItemStore(connection) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
