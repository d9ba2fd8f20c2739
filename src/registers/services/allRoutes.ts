import { formBody } from '../../platform/web/formBody.ts';
import { manyServiceRoutes } from './manyRoutes.ts';
import { serviceRoutes } from './routes.ts';

export const routes = { ...serviceRoutes, ...manyServiceRoutes };

export const before = {
  '/staff/services/many': formBody({ bytesMax: 2_097_152, fieldsMax: 10 }), // thousands of rows
};
