/** Many services at once: typed, pasted or from a file, and stored as one change. */
import { bulkRoutes, type BulkOptions } from '../../access/web/bulkRoutes.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';
import { manyFields } from './input.ts';
import { rowsMax, serviceColumns } from './manyServices.ts';
import type { Service, ServiceChange } from './service.ts';
import { takeServices } from './takeServices.ts';
import { serviceTexts } from './texts.ts';

export const manyServiceRoutes = bulkRoutes({
  path: '/staff/services/many',
  permission: 'changeServices',
  demand: ({ caller }) => caller.demand('changeServices', []),
  columns: serviceColumns,
  rowsMax,
  texts: serviceTexts,
  words: ({ many, manyLead, rowsHint }) => ({ title: many, lead: manyLead, rowsHint }),
  fields: manyFields,
  start: ({ caller }) => ({ on: caller.units.day }),
  take: async ({ on }, rows, { context: { caller, language }, tools, keeps }: BulkOptions<RoutesOptions>) => {
    const held = await tools.stores.services.list();
    const taken = await takeServices({ on, rows }, { ...tools, caller, keeps });
    if ('refused' in taken) return taken;
    const sentence = inEveryLanguage(serviceTexts, ({ nothingNew }) => nothingNew);
    if (!taken.change) return { refused: [{ rows: [], sentence }] };
    return previewOf(taken.change, { held, count: rows.rows.length }, language);
  },
  done: '/staff/services?done=many',
  links: ({ all }) => [{ label: all, url: '/staff/services' }],
});

function previewOf(
  { added, changed }: ServiceChange,
  { held, count }: { held: readonly Service[]; count: number },
  language: PageLanguage,
) {
  const t = serviceTexts[language];
  const names = new Map(held.map(({ id, name }) => [id, inLanguage(name, language)]));
  const lines = [
    ...added.map((one) => ({ ...one, what: t.isNew })),
    ...changed.map((one) => ({ ...one, what: t.isChanged({ was: names.get(one.serviceId) ?? '' }) })),
  ];
  type Line = (typeof lines)[number];
  return {
    caption: t.found({ added: added.length, changed: changed.length, same: count - lines.length }),
    lines,
    columns: [
      { key: 'name', heading: t.name, value: ({ name }: Line) => inLanguage(name, language) },
      { key: 'field', heading: t.field, value: ({ field }: Line) => inLanguage(field, language) },
      { key: 'code', heading: t.code, value: ({ code }: Line) => code },
      { key: 'what', heading: t.what, value: ({ what }: Line) => what },
    ],
  };
}
