import { columnRoutes } from './columnRoutes.ts';
import { importRoutes } from './routes.ts';
import { valueRoutes } from './valueRoutes.ts';

export const routes = { ...importRoutes, ...columnRoutes, ...valueRoutes };
