import { descriptionPageRoutes } from './descriptionRoutes.ts';
import { apiKeyRoutes } from './keyRoutes.ts';

export const routes = { ...apiKeyRoutes, ...descriptionPageRoutes };
