import { publicRoutes } from './publicRoutes.ts';
import { routes as staffRoutes } from './routes.ts';

export const routes = { ...staffRoutes, ...publicRoutes };
