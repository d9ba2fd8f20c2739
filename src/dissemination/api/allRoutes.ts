import { descriptionPageRoutes } from './descriptionRoutes.ts';
import { apiKeyRoutes } from './keyRoutes.ts';

export { before } from './descriptionRoutes.ts';
export const routes = { ...apiKeyRoutes, ...descriptionPageRoutes };
