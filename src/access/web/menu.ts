/** The menu of the staff pages: five groups, and the lines that features declare with their routes. */
import type { Sentence } from '../../platform/problem.ts';
import { inEveryLanguage, type Language, type Messages } from '../../platform/text/catalogue.ts';
import type { Access } from './access.ts';

export type MenuGroup = keyof Messages['access/staff']['menuGroups'];

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

/** A line called as its page, or by the message that `choose` takes. */
export function menuLine(group: MenuGroup, texts: Readonly<Record<Language, Titled>>): MenuLine;
export function menuLine<Text>(
  group: MenuGroup,
  texts: Readonly<Record<Language, Text>>,
  choose: (text: Text) => string,
): MenuLine;
export function menuLine(
  group: MenuGroup,
  texts: Readonly<Record<Language, Titled>>,
  choose = ({ title }: Titled): string => title,
): MenuLine {
  return { group, label: inEveryLanguage(texts, choose) };
}

interface Titled {
  readonly title: string;
}

export function firstMenuLine(group: MenuGroup, texts: Readonly<Record<Language, Titled>>): MenuLine {
  return { ...menuLine(group, texts), isFirst: true };
}
