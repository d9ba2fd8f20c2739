import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { importBatchesPlan, importBatchStore } from './store.ts';

export const datasetsFeature = {
  collections: [importBatchesPlan],
  stores: (connection: Connection) => ({ importBatches: importBatchStore(connection) }),
} satisfies Feature;
