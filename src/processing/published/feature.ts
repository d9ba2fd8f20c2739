import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { publicationContentsPlan, publicationStore, publicationsPlan } from './store.ts';

export const publishedFeature = {
  collections: [publicationsPlan, publicationContentsPlan],
  stores: (connection: Connection) => ({ publications: publicationStore(connection) }),
} satisfies Feature;
