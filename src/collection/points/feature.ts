import type { Feature } from '../../access/feature.ts';

export const pointsFeature = {
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
