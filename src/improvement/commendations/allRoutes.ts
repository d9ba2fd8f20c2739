import { commendationChangeRoutes } from './changeRoutes.ts';
import { commendationRoutes } from './routes.ts';

export const routes = { ...commendationRoutes, ...commendationChangeRoutes };
