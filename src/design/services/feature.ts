import type { Feature } from '../../access/feature.ts';
import { serviceChangeRoutes } from './changeRoutes.ts';

/** Adding, renaming and ending services, which must not end one that an access point offers. */
export const serviceChangesFeature = { routes: serviceChangeRoutes } satisfies Feature;
