import type { Feature } from '../../access/feature.ts';

export const embedsFeature = {
  isOn: ({ embedOrigins }) => embedOrigins.length > 0,
  pages: () => import('./routes.ts'),
} satisfies Feature;
