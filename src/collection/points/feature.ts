import { accessPointMakerRoutes } from './makerRoutes.ts';
import { accessPointRoutes } from './routes.ts';
import type { Feature } from '../../access/feature.ts';

export const pointsFeature = {
  routes: { ...accessPointMakerRoutes, ...accessPointRoutes },
} satisfies Feature;
