import type { Feature } from '../../access/feature.ts';

export const caseloadsFeature = {
  pages: () => import('./routes.ts'),
} satisfies Feature;
