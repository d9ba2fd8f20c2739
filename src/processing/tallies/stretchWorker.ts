import { parentPort, workerData } from 'node:worker_threads';
import { submissionsFeature } from '../../collection/submissions/feature.ts';
import { accessPointsFeature } from '../../design/accessPoints/feature.ts';
import { methodsFeature } from '../../design/methods/feature.ts';
import { roundsFeature } from '../../design/rounds/feature.ts';
import { surveysFeature } from '../../design/surveys/feature.ts';
import { lowerPriority } from '../../platform/lowerPriority.ts';
import { connect } from '../../platform/storage/connection.ts';
import { appendRows } from '../columns/appendRows.ts';
import { columnStore } from '../columns/store.ts';
import { countStretch } from './countStretch.ts';
import { tallyStore } from './store.ts';
import type { StretchData } from './stretchThread.ts';

lowerPriority();

const { store, stretch } = workerData as StretchData;
const connection = await connect(store.uri, store.database);
const stores = {
  ...submissionsFeature.stores(connection),
  ...accessPointsFeature.stores(connection),
  ...roundsFeature.stores(connection),
  ...surveysFeature.stores(connection),
  ...methodsFeature.stores(connection),
  tallies: tallyStore(connection),
  columns: columnStore(connection),
};
const read =
  'tallies' in stretch
    ? await countStretch(stores, stretch.tallies)
    : await appendRows(stores, stretch.columns);
parentPort!.postMessage(read);
await connection.close();
process.exit(); // ends the thread, whatever the driver has left open
