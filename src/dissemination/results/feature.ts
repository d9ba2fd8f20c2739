import type { Feature } from '../../access/feature.ts';

export const resultPagesFeature = {
  pages: () => import('./routes.ts'),
} satisfies Feature;
