import { bulkBody } from '../../access/web/bulkRoutes.ts';
import { manyServiceRoutes } from './manyRoutes.ts';
import { serviceRoutes } from './routes.ts';

export const routes = { ...serviceRoutes, ...manyServiceRoutes };

export const before = { '/staff/services/many': bulkBody };
