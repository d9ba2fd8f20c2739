import { microRoutes } from './microRoutes.ts';
import { exportRoutes } from './routes.ts';

export const routes = { ...exportRoutes, ...microRoutes };
