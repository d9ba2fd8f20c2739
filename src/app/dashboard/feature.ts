import type { Feature } from '../../access/feature.ts';
import { dashboardRoutes } from './routes.ts';

export const dashboardFeature = { routes: dashboardRoutes } satisfies Feature;
