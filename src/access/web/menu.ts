/** The menu of the staff pages: five groups, and the lines that features declare with their routes. */
import type { Sentence } from '../../platform/problem.ts';
import type { Access } from './access.ts';

export const menuGroups = {
  home: { vi: 'Trang chính', en: 'Home' },
  collection: { vi: 'Thu thập', en: 'Collection' },
  results: { vi: 'Kết quả', en: 'Results' },
  improvement: { vi: 'Phản ánh & cải tiến', en: 'Comments & improvement' },
  parIndex: { vi: 'PAR INDEX', en: 'PAR INDEX' },
  administration: { vi: 'Quản trị', en: 'Administration' },
} as const satisfies Record<string, Sentence>;

export type MenuGroup = keyof typeof menuGroups;

/** A line of the menu, as a route declares it. */
export interface MenuLine {
  readonly group: MenuGroup;
  /** The line with which the work of the group begins; the others follow in the order of the features. */
  readonly isFirst?: true | undefined;
  readonly label: Sentence;
}

/** The same with the page that it opens, and who may open it. */
export interface MenuEntry extends MenuLine {
  readonly path: string;
  readonly access: Access;
}

export function menuLine(group: MenuGroup, vi: string, en: string): MenuLine {
  return { group, label: { vi, en } };
}

export function firstMenuLine(group: MenuGroup, vi: string, en: string): MenuLine {
  return { ...menuLine(group, vi, en), isFirst: true };
}
