/** The search of the menu: pages, units and rounds by name, of what the account may open. */
import type { Caller } from '../../access/accounts/caller.ts';
import { searchField } from '../../access/accounts/input.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { requestContextOf } from '../../access/web/requestContext.ts';
import { signedIn, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { openTo } from '../../access/web/staffPage.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { finds, searchable } from '../../platform/text/searchText.ts';
import { readQuery } from '../../platform/web/input.ts';
import type { RoutesOptions } from '../stores.ts';
import { dashboardTexts } from './texts.ts';

export const searchRoutes: Routes<RoutesOptions> = { 'GET /staff/search': signedIn(search) };

/** Of each kind; the lists of units and rounds have their own search for more. */
const foundMax = 20;

interface Findable {
  readonly name: string;
  readonly codes?: readonly string[];
  readonly url: string;
}

async function search(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const t = dashboardTexts[language].find;
  const { q: text } = await readQuery(req, searchField);
  if (text === '') return page('app/dashboard/search', { title: t.title }, { t, text, groups: [] });
  const menu = openTo(caller, requestContextOf(req).menu);
  const rounds = (await stores.rounds.list()).filter((round) => concerns(caller, round, 'seeAccessPoints'));
  const kinds: readonly (readonly [string, readonly Findable[]])[] = [
    [t.pages, menu.map(({ label, path }) => ({ name: label[language], url: path }))],
    [t.units, caller.holds('seeAccessPoints') ? unitsSeen(caller, language) : []],
    [
      t.rounds,
      rounds.map(({ id, title }) => ({ name: inLanguage(title, language), url: `/staff/rounds/${id}` })),
    ],
  ];
  const groups = kinds.flatMap(([title, all]) => {
    const found = exactFirst(
      all.filter(({ name, codes = [] }) => finds([name, ...codes], text)),
      text,
    );
    const further = found.length > foundMax ? t.further({ count: found.length - foundMax }) : undefined;
    return found.length === 0 ? [] : [{ title, found: found.slice(0, foundMax), further }];
  });
  return page('app/dashboard/search', { title: t.title }, { t, text, groups });
}

/** What is called exactly so, or has exactly this code, before what only contains the words. */
function exactFirst(found: readonly Findable[], text: string): readonly Findable[] {
  const wanted = searchable(text);
  const isExact = ({ name, codes = [] }: Findable): boolean =>
    [name, ...codes].some((one) => searchable(one) === wanted);
  return found.toSorted((one, other) => Number(isExact(other)) - Number(isExact(one)));
}

function unitsSeen(caller: Caller, language: PageLanguage): Findable[] {
  const unitIds = caller.unitIdsInView('seeAccessPoints');
  return caller.units
    .outline()
    .filter(({ unit }) => !unitIds || unitIds.has(unit.id))
    .map(({ unit: { id, codes } }) => ({
      name: inLanguage(caller.units.name(id), language),
      codes: codes.map(({ code }) => code),
      url: `/staff/units/${id}`,
    }));
}
