import type { Feature } from '../../access/feature.ts';

export const retentionPagesFeature = { pages: () => import('./routes.ts') } satisfies Feature;
