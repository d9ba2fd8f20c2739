import type { Feature } from '../../access/feature.ts';

/** Adding, renaming and ending services, which must not end one that an access point offers. */
export const serviceChangesFeature = { pages: () => import('./changeRoutes.ts') } satisfies Feature;
