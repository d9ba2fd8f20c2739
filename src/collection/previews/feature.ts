import { previewRoutes } from './routes.ts';
import type { Feature } from '../../access/feature.ts';

export const previewsFeature = {
  routes: previewRoutes,
} satisfies Feature;
