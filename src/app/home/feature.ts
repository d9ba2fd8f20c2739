import type { Feature } from '../../access/feature.ts';
import { homeRoutes } from './homeRoutes.ts';
import { privacyRoutes } from './privacyRoutes.ts';

export const homeFeature = { routes: { ...homeRoutes, ...privacyRoutes } } satisfies Feature;
