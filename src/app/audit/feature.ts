import type { Feature } from '../../access/feature.ts';

export const auditPagesFeature = { pages: () => import('./routes.ts') } satisfies Feature;
