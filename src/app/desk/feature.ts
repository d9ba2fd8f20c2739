import type { Feature } from '../../access/feature.ts';
import { deskRoutes } from './routes.ts';

export const deskFeature = { routes: deskRoutes } satisfies Feature;
