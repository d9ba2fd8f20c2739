import type { Feature } from '../../access/feature.ts';
import { timeSeriesRoutes } from './routes.ts';

export const timeSeriesFeature = { routes: timeSeriesRoutes } satisfies Feature;
