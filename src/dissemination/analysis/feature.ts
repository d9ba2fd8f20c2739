import type { Feature } from '../../access/feature.ts';

export const analysisFeature = {
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
