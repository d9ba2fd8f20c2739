import type { Feature } from '../../access/feature.ts';
import { qualityRoutes } from './routes.ts';

/** The pages about the quality of forms. What they show is counted in collection/quality. */
export const qualityPagesFeature = { routes: qualityRoutes } satisfies Feature;
