import type { Feature } from '../../access/feature.ts';

export const openRoundsFeature = {
  pages: () => import('./moveRoutes.ts'),
} satisfies Feature;
