import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import { languagesCollection, languagesStore } from './store.ts';

export const languagesFeature = {
  collections: [languagesCollection],
  stores: (connection: Connection) => ({ languages: languagesStore(connection) }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
