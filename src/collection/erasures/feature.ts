import type { Feature } from '../../access/feature.ts';

export const erasuresFeature = {
  pages: () => import('./routes.ts'),
} satisfies Feature;
