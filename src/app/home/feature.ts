import type { Feature } from '../../access/feature.ts';

export const homeFeature = {
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
