import type { Feature } from '../../access/feature.ts';
import { roundPageRoutes } from './roundPageRoutes.ts';
import { roundRoutes } from './routes.ts';

/** The pages of rounds, which say whether results are published. Rounds themselves are in design/rounds. */
export const roundPagesFeature = { routes: { ...roundRoutes, ...roundPageRoutes } } satisfies Feature;
