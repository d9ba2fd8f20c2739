/** Every address of the program, and who may open it: for the documents and the tests. */
import type { RouteAccess } from '../access/web/access.ts';
import type { Permission } from '../access/accounts/authority.ts';
import { operations } from '../dissemination/api/operations.ts';
import { features } from './features.ts';
import { loadPages, routesOf } from './pages.ts';

const routes = routesOf(await loadPages(features));

/** Who may open each address, such as `GET /staff/units`. */
export const routeAccess: Readonly<Record<string, RouteAccess>> = {
  ...routes,
  ...Object.fromEntries(operations.map(({ route, permission }) => [route, accessOf(permission)])),
};

function accessOf(permission: Permission | undefined): RouteAccess {
  return permission ? { access: { permission }, by: 'key' } : { access: 'public' };
}
