import { formBody } from '../../platform/web/formBody.ts';
import { noStore } from '../../platform/web/security.ts';
import { receiptRoutes } from './receiptRoutes.ts';
import { submissionRoutes } from './routes.ts';

export const routes = { ...submissionRoutes, ...receiptRoutes };

export const before = {
  '/s': [noStore, ...formBody({ bytesMax: 65_536, fieldsMax: 300 })],
  '/receipts': [noStore],
};
