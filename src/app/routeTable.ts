/** Every address of the program, who may open it, and the menu: collected from the features. */
import type { RouteAccess } from '../access/web/access.ts';
import { menuGroups, type MenuEntry, type MenuGroup } from '../access/web/menu.ts';
import { menuOf, type Routes } from '../access/web/routes.ts';
import type { Feature } from '../access/feature.ts';
import type { Permission } from '../access/accounts/authority.ts';
import { operations } from '../dissemination/api/operations.ts';
import { features } from './features.ts';
import type { Tools } from './tools.ts';

export const routes = routesOf(features);

export function routesOf(declared: readonly Feature[]): Routes<Tools> {
  return Object.assign({}, ...declared.map((feature) => feature.routes)) as Routes<Tools>;
}

/** Who may open each address, such as `GET /staff/units`. */
export const routeAccess: Readonly<Record<string, RouteAccess>> = {
  ...routes,
  ...Object.fromEntries(operations.map(({ route, permission }) => [route, accessOf(permission)])),
};

function accessOf(permission: Permission | undefined): RouteAccess {
  return permission ? { access: { permission }, by: 'key' } : { access: 'public' };
}

/** Every entry of the menu, by group. */
export const menu = groupedMenu(routes);

export function groupedMenu(shown: Routes<Tools>): readonly MenuEntry[] {
  return (Object.keys(menuGroups) as MenuGroup[]).flatMap((group) =>
    menuOf(shown)
      .filter((entry) => entry.group === group)
      .toSorted((one, other) => Number(other.isFirst ?? false) - Number(one.isFirst ?? false)),
  );
}
