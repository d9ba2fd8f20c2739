import { compareRoutes } from './compareRoutes.ts';
import { findingRoutes } from './findingRoutes.ts';
import { levelRoutes } from './levelRoutes.ts';
import { analysisRoutes } from './routes.ts';

export const routes = { ...analysisRoutes, ...compareRoutes, ...levelRoutes, ...findingRoutes };
