import { roundPageRoutes } from './roundPageRoutes.ts';
import { roundRoutes } from './routes.ts';

export const routes = { ...roundRoutes, ...roundPageRoutes };
