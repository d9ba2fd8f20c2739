import type { Feature } from '../../access/feature.ts';
import { formBody } from '../../platform/web/formBody.ts';
import { newSuccessionRoutes } from './newRoutes.ts';
import { successionRoutes } from './routes.ts';

/** Changes of units, which take the access points of ended units along. */
export const successionsFeature = {
  routes: { ...successionRoutes, ...newSuccessionRoutes },
  before: {
    '/staff/successions': formBody({ bytesMax: 262_144, fieldsMax: 700 }), // a whole province
  },
} satisfies Feature;
