import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { importBatchesCollection, importBatchStore } from './store.ts';

export const datasetsFeature = {
  collections: [importBatchesCollection],
  stores: (connection: Connection) => ({ importBatches: importBatchStore(connection) }),
} satisfies Feature;
