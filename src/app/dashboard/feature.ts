import type { Feature } from '../../access/feature.ts';

export const dashboardFeature = { pages: () => import('./allRoutes.ts') } satisfies Feature;
