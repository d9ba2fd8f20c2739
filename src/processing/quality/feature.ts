import type { Feature } from '../../access/feature.ts';

/** The pages about the quality of forms. What they show is counted in collection/quality. */
export const qualityPagesFeature = { pages: () => import('./routes.ts') } satisfies Feature;
