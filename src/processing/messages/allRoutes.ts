import { publicRoutes } from './publicRoutes.ts';
import { mailingRoutes } from './routes.ts';
import { sendingRoutes } from './sendingRoutes.ts';

export const routes = { ...mailingRoutes, ...sendingRoutes, ...publicRoutes };
