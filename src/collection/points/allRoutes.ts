import { accessPointMakerRoutes } from './makerRoutes.ts';
import { pointRoutes } from './pointRoutes.ts';
import { listRoutes } from './routes.ts';

export const routes = { ...accessPointMakerRoutes, ...pointRoutes, ...listRoutes };
