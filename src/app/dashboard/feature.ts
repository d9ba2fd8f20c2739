import type { Feature } from '../../access/feature.ts';

export const dashboardFeature = { pages: () => import('./routes.ts') } satisfies Feature;
