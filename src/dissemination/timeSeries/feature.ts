import type { Feature } from '../../access/feature.ts';

export const timeSeriesFeature = { pages: () => import('./routes.ts') } satisfies Feature;
