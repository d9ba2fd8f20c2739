/** Who may open the addresses whose features do not declare it yet. */
import type { RouteAccess } from '../web/access.ts';
import { menuLine, type MenuLine } from '../web/menu.ts';
import type { Act } from './authority.ts';

export interface LegacyRoute extends RouteAccess {
  readonly menu?: MenuLine;
}

const open: RouteAccess = { access: 'public' };
const may = (act: Act, menu?: MenuLine): LegacyRoute => ({ access: { act }, ...(menu ? { menu } : {}) });

export const routeAccess: Readonly<Record<string, LegacyRoute>> = {


  ),
  ),
  ),
};
