import type { Feature } from '../../access/feature.ts';
import { auditRoutes } from './routes.ts';

export const auditPagesFeature = { routes: auditRoutes } satisfies Feature;
