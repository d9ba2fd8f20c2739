import { homeRoutes } from './homeRoutes.ts';
import { privacyRoutes } from './privacyRoutes.ts';
import { wellKnownRoutes } from './wellKnownRoutes.ts';

export const routes = { ...homeRoutes, ...privacyRoutes, ...wellKnownRoutes };
