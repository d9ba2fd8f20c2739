import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { recordingsCollection, recordingStore, soundFilesCollection } from './store.ts';

export const recordingsFeature = {
  collections: [recordingsCollection, soundFilesCollection],
  stores: (connection: Connection) => ({ recordings: recordingStore(connection) }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
