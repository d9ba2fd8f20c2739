import type { Feature } from '../../access/feature.ts';

export const interviewsFeature = {
  pages: () => import('./routes.ts'),
} satisfies Feature;
