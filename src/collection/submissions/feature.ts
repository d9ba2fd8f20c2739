import { submissionRoutes } from './routes.ts';
import { receiptRoutes } from './receiptRoutes.ts';
import { formBody } from '../../platform/web/formBody.ts';
import { noStore } from '../../platform/web/security.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { submissionStore } from './store.ts';
import { submissionsPlan } from './storedSubmission.ts';

export const submissionsFeature = {
  collections: [submissionsPlan],
  stores: (connection: Connection) => ({ submissions: submissionStore(connection) }),
  routes: { ...submissionRoutes, ...receiptRoutes },
  before: { '/s': [noStore, ...formBody({ bytesMax: 65_536, fieldsMax: 300 })], '/receipts': [noStore] },
} satisfies Feature;
