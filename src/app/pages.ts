/** The addresses of some features, with what stands in front of them, and their menu. */
import type { Feature, Pages } from '../access/feature.ts';
import type { MenuEntry, MenuGroup } from '../access/web/menu.ts';
import { staffTexts } from '../access/web/staffTexts.ts';
import type { AheadRoutes } from '../access/web/ahead.ts';
import { menuOf, type Routes } from '../access/web/routes.ts';
import type { Tools } from './tools.ts';

/** Imports what the features answer. */
export async function loadPages(features: readonly Feature[]): Promise<readonly Pages[]> {
  const loaded: Pages[] = [];
  for (const { pages } of features) if (pages) loaded.push(await pages());
  return loaded;
}

export function routesOf(pages: readonly Pages[]): Routes<Tools> {
  return Object.assign({}, ...pages.map(({ routes }) => routes)) as Routes<Tools>;
}

export function aheadOf(pages: readonly Pages[]): AheadRoutes<Tools> {
  return Object.assign({}, ...pages.map(({ ahead }) => ahead)) as AheadRoutes<Tools>;
}

export function groupedMenu(shown: Routes<Tools>): readonly MenuEntry[] {
  return (Object.keys(staffTexts.vi.menuGroups) as MenuGroup[]).flatMap((group) =>
    menuOf(shown)
      .filter((entry) => entry.group === group)
      .toSorted((one, other) => Number(other.isFirst ?? false) - Number(one.isFirst ?? false)),
  );
}
