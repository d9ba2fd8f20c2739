import { beginRoutes } from './beginRoutes.ts';
import { dashboardRoutes } from './routes.ts';
import { searchRoutes } from './searchRoutes.ts';

export const routes = { ...dashboardRoutes, ...beginRoutes, ...searchRoutes };
