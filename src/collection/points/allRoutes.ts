import { accessPointMakerRoutes } from './makerRoutes.ts';
import { accessPointRoutes } from './routes.ts';

export const routes = { ...accessPointMakerRoutes, ...accessPointRoutes };
