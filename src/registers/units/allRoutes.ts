import { formBody } from '../../platform/web/formBody.ts';
import { unitChangeRoutes } from './changeRoutes.ts';
import { manyUnitRoutes } from './manyRoutes.ts';
import { unitRoutes } from './routes.ts';

export const routes = { ...unitRoutes, ...unitChangeRoutes, ...manyUnitRoutes };

export const before = {
  '/staff/units/many': formBody({ bytesMax: 2_097_152, fieldsMax: 10 }), // thousands of rows
};
