/** The rated services, to view and to search. */
import { list } from '../../access/web/list.ts';
import type { Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';
import { isOffered } from './service.ts';
import { serviceTexts } from './texts.ts';

export const serviceRoutes: Routes<RoutesOptions> = {
  'GET /staff/services': may('seeAccessPoints', listServices, menuLine('administration', serviceTexts)),
};

async function listServices(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = serviceTexts[language];
  const services = (await stores.services.list()).map((service) => ({
    url: `/staff/services/${encodeURIComponent(service.id)}`,
    name: inLanguage(service.name, language),
    field: inLanguage(service.field, language),
    fieldId: service.field.vi,
    code: service.code ?? '',
    state: isOffered(service, caller.units.day) ? ('offered' as const) : ('ended' as const),
  }));
  const fields = new Map(services.map(({ fieldId, field }) => [fieldId, field]));
  const { compare } = new Intl.Collator(language);
  const fieldOptions = [...fields]
    .map(([value, label]) => ({ value, label }))
    .toSorted((one, other) => compare(one.label, other.label));
  return await list(
    context,
    {
      title: t.title,
      notice: notice(t.done),
      lead: t.lead,
      actions: caller.may('changeServices', undefined)
        ? [
            { label: t.add, url: '/staff/services/new' },
            { label: t.many, url: '/staff/services/many' },
          ]
        : [],
      search: { label: t.search, texts: ({ name, field, code }) => [name, field, code] },
      filters: [
        {
          id: 'field',
          label: t.field,
          options: [{ value: '', label: t.anyField }, ...fieldOptions],
          keeps: ({ fieldId }, wanted) => fieldId === wanted,
        },
        {
          id: 'state',
          label: t.state,
          options: (['offered', 'ended', 'all'] as const).map((value) => ({ value, label: t.states[value] })),
          usual: 'offered',
          keeps: ({ state }, wanted) => wanted === 'all' || state === wanted,
        },
      ],
      count: t.shown,
      empty: t.none,
      noneFound: t.empty,
      sortedBy: 'field',
      columns: [
        { key: 'name', heading: t.name, url: ({ url }) => url },
        { key: 'field', heading: t.field, sort: ({ field, name }) => [field, name] },
        { key: 'code', heading: t.code },
        { key: 'state', heading: t.state, value: ({ state }) => t.states[state] },
      ],
    },
    services,
  );
}
