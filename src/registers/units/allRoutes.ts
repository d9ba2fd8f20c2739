import { bulkBody } from '../../access/web/bulkRoutes.ts';
import { unitChangeRoutes } from './changeRoutes.ts';
import { manyUnitRoutes } from './manyRoutes.ts';
import { unitRoutes } from './routes.ts';

export const routes = { ...unitRoutes, ...unitChangeRoutes, ...manyUnitRoutes };

export const before = { '/staff/units/many': bulkBody };
