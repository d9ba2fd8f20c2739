import { listRoutes } from './listRoutes.ts';
import { mailingRoutes } from './mailingRoutes.ts';
import { outcomeRoutes } from './outcomeRoutes.ts';
import { framePageRoutes } from './pageRoutes.ts';
import { frameRoutes } from './routes.ts';

export const routes = {
  ...framePageRoutes,
  ...listRoutes,
  ...frameRoutes,
  ...outcomeRoutes,
  ...mailingRoutes,
};
