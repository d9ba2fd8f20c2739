import { accessibilityRoutes } from './accessibilityRoutes.ts';
import { homeRoutes } from './homeRoutes.ts';
import { privacyRoutes } from './privacyRoutes.ts';
import { wellKnownRoutes } from './wellKnownRoutes.ts';

export const routes = { ...accessibilityRoutes, ...homeRoutes, ...privacyRoutes, ...wellKnownRoutes };
