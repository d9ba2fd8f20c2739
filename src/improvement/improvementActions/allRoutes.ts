import { publicImprovementActionRoutes } from './publicRoutes.ts';
import { improvementActionRoutes } from './routes.ts';

export const routes = { ...improvementActionRoutes, ...publicImprovementActionRoutes };
