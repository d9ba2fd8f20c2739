import { beginRoutes } from './beginRoutes.ts';
import { dashboardRoutes } from './routes.ts';

export const routes = { ...dashboardRoutes, ...beginRoutes };
