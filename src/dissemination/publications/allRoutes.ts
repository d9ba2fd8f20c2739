import { noCache } from '../../platform/web/security.ts';
import { publicRoutes } from './publicRoutes.ts';
import { publicationRoutes } from './routes.ts';

export const routes = { ...publicRoutes, ...publicationRoutes };

export const before = { '/publications': [noCache] };
