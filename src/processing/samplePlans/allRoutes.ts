import { planRoutes } from './planRoutes.ts';
import { progressRoutes } from './progressRoutes.ts';

export const routes = { ...planRoutes, ...progressRoutes };
