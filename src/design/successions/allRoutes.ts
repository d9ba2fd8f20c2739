import { formBody } from '../../platform/web/formBody.ts';
import { newSuccessionRoutes } from './newRoutes.ts';
import { successionRoutes } from './routes.ts';

export const routes = { ...successionRoutes, ...newSuccessionRoutes };

export const before = {
  '/staff/successions': formBody({ bytesMax: 262_144, fieldsMax: 700 }), // a whole province
};
