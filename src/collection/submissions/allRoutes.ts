import { formBody } from '../../platform/web/formBody.ts';
import { noStore } from '../../platform/web/security.ts';
import { formLimits } from './aheadRoutes.ts';
import { receiptRoutes } from './receiptRoutes.ts';
import { submissionRoutes } from './routes.ts';

export { aheadRoutes as ahead } from './aheadRoutes.ts';
export const routes = { ...submissionRoutes, ...receiptRoutes };

export const before = {
  '/s': [noStore, ...formBody(formLimits)],
  '/receipts': [noStore],
};
