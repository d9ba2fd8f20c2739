import type { Feature } from '../../access/feature.ts';
import { homeRoutes } from './homeRoutes.ts';
import { wellKnownRoutes } from './wellKnownRoutes.ts';
import { privacyRoutes } from './privacyRoutes.ts';

export const homeFeature = {
  routes: { ...homeRoutes, ...privacyRoutes, ...wellKnownRoutes },
} satisfies Feature;
