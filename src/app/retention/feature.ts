import type { Feature } from '../../access/feature.ts';
import { retentionRoutes } from './routes.ts';

export const retentionPagesFeature = { routes: retentionRoutes } satisfies Feature;
