import { publicIndexRoutes } from './publicRoutes.ts';
import { realTimeIndexRoutes } from './routes.ts';

export const routes = { ...realTimeIndexRoutes, ...publicIndexRoutes };
