import type { Feature } from '../../access/feature.ts';

/** The pages of rounds, which say whether results are published. Rounds themselves are in design/rounds. */
export const roundPagesFeature = { pages: () => import('./allRoutes.ts') } satisfies Feature;
