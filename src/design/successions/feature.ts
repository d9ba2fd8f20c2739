import type { Feature } from '../../access/feature.ts';

/** Changes of units, which take the access points of ended units along. */
export const successionsFeature = {
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
