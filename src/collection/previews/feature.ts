import type { Feature } from '../../access/feature.ts';

export const previewsFeature = {
  pages: () => import('./routes.ts'),
} satisfies Feature;
