/** The search of the menu: pages, units and rounds by name, of what the account may open. */
import type { Caller } from '../../access/accounts/caller.ts';
import { searchField } from '../../access/accounts/input.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { requestContextOf } from '../../access/web/requestContext.ts';
import { signedIn, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { openTo } from '../../access/web/staffPage.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { readQuery } from '../../platform/web/input.ts';
import type { RoutesOptions } from '../stores.ts';
import { dashboardTexts } from './texts.ts';

export const searchRoutes: Routes<RoutesOptions> = { 'GET /staff/search': signedIn(search) };

/** Of each kind; the lists of units and rounds have their own search for more. */
const foundMax = 20;

interface Found {
  readonly name: string;
  readonly url: string;
}

async function search(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const t = dashboardTexts[language].find;
  const { q: text } = await readQuery(req, searchField);
  const menu = openTo(caller, requestContextOf(req).menu);
  const pages = menu.map(({ label, path }) => ({ name: label[language], url: path }));
  const rounds = await stores.rounds.list();
  const kinds: readonly (readonly [string, readonly Found[]])[] = [
    [t.pages, pages.filter(({ name }) => finds([name], text))],
    [t.units, caller.holds('seeAccessPoints') ? unitsFound(caller, language, text) : []],
    [
      t.rounds,
      rounds
        .filter((round) => concerns(caller, round, 'seeAccessPoints'))
        .map(({ id, title }) => ({ name: inLanguage(title, language), url: `/staff/rounds/${id}` }))
        .filter(({ name }) => finds([name], text)),
    ],
  ];
  const groups = kinds
    .filter(([, found]) => text !== '' && found.length > 0)
    .map(([title, found]) => ({
      title,
      found: found.slice(0, foundMax),
      further: found.length > foundMax ? t.further({ count: found.length - foundMax }) : undefined,
    }));
  return page('app/dashboard/search', { title: t.title }, { t, text, groups });
}

function unitsFound(caller: Caller, language: PageLanguage, text: string): Found[] {
  const unitIds = caller.unitIdsInView('seeAccessPoints');
  return caller.units
    .outline()
    .filter(({ unit }) => !unitIds || unitIds.has(unit.id))
    .map(({ unit }) => ({
      name: inLanguage(caller.units.name(unit.id), language),
      codes: unit.codes,
      id: unit.id,
    }))
    .filter(({ name, codes }) => finds([name, ...codes.map(({ code }) => code)], text))
    .map(({ name, id }) => ({ name, url: `/staff/units/${id}` }));
}
