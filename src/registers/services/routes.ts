/** The rated services, to view and to search. */
import { readSearch } from '../../access/accounts/input.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import type { RoutesOptions } from '../stores.ts';
import { readServicesSearch, serviceSorts, serviceStates } from './input.ts';
import { isOffered } from './service.ts';
import { serviceTexts } from './texts.ts';

export const serviceRoutes: Routes<RoutesOptions> = {
  'GET /staff/services': may(
    'seeAccessPoints',
    listServices,
    menuLine('administration', 'Thủ tục hành chính', 'Services'),
  ),
};

async function listServices(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { req, caller, language, notice } = context;
  const t = serviceTexts[language];
  const [search, request] = [await readSearch(req), await readServicesSearch(req)];
  const collator = new Intl.Collator(language);
  const all = (await stores.services.list()).map((service) => ({
    url: `/staff/services/${encodeURIComponent(service.id)}`,
    name: inLanguage(service.name, language),
    field: inLanguage(service.field, language),
    code: service.code ?? '',
    state: isOffered(service, caller.units.day) ? ('offered' as const) : ('ended' as const),
  }));
  const found = all
    .filter(({ state }) => request.state === 'all' || state === request.state)
    .filter(({ field }) => request.field === '' || field === request.field)
    .filter(({ name, field, code }) => finds([name, field, code], search.text))
    .toSorted(
      (one, other) =>
        collator.compare(one[request.sort], other[request.sort]) || collator.compare(one.name, other.name),
    );
  const shown = pageOf(found, search.page);
  const fields = [...new Set(all.map(({ field }) => field))].toSorted(collator.compare);
  const choices = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
    values.map((value) => ({ value, label: words[value] }));
  return page(
    'registers/services/list',
    { title: t.title, notice: notice(t.done) },
    {
      t,
      filters: [
        { id: 'q', label: t.search, value: search.text, type: 'search', optional: true },
        {
          id: 'field',
          label: t.field,
          value: request.field,
          options: [{ value: '', label: t.anyField }, ...fields.map((value) => ({ value, label: value }))],
        },
        { id: 'state', label: t.state, value: request.state, options: choices(serviceStates, t.states) },
        { id: 'sort', label: t.sort, value: request.sort, options: choices(serviceSorts, t.sorts) },
      ],
      count: t.shown({ shown: shown.length, all: found.length }),
      services: shown,
      empty: all.length === 0 ? t.none : t.empty,
      mayChange: caller.may('changeServices', undefined),
      nextUrl: nextPageUrl(req, found.length, search.page),
    },
  );
}
