import type { Feature } from '../../access/feature.ts';

export const surveyFilesFeature = { pages: () => import('./routes.ts') } satisfies Feature;
