/** Many services at once: a file or a pasted list, previewed, and stored as one change. */
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { textRows } from '../../platform/tables/tableText.ts';
import { readTableText } from '../../platform/tables/readTableText.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { also } from '../../platform/web/form.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { inOneLine } from '../refusedRows.ts';
import type { RoutesOptions } from '../stores.ts';
import { manyFileForm, manyServicesForm } from './input.ts';
import { rowsMax, serviceColumns } from './manyServices.ts';
import type { ServiceChange } from './service.ts';
import { takeServices } from './takeServices.ts';
import { serviceTexts } from './texts.ts';

export const manyServiceRoutes: Routes<RoutesOptions> = {
  'GET /staff/services/many': may('changeServices', showEmpty),
  'POST /staff/services/many/upload': may('changeServices', readFile),
  'POST /staff/services/many': may('changeServices', previewOrStore),
};

type SentServices = Awaited<ReturnType<typeof manyServicesForm.read>>;

async function show(
  { language }: StaffContext,
  { stores }: RoutesOptions,
  shown: typeof manyServicesForm.empty,
  {
    file = manyFileForm.filled({ on: shown.typed.on }),
    change,
    count = 0,
  }: {
    file?: typeof manyFileForm.empty;
    /** What would be stored. */
    change?: ServiceChange;
    /** Rows of the list. */
    count?: number;
  } = {},
): Promise<Reply> {
  const t = serviceTexts[language];
  const held = new Map((await stores.services.list()).map((service) => [service.id, service.name]));
  const { added = [], changed = [] } = change ?? {};
  const lines = [
    ...added.map((service) => ({ ...service, what: t.isNew })),
    ...changed.map((service) => ({
      ...service,
      what: t.isChanged({ was: inLanguage(held.get(service.serviceId) ?? service.name, language) }),
    })),
  ];
  const list = manyServicesForm.onPage(language, shown);
  const hint = t.fileHint({ most: new Intl.NumberFormat(language).format(rowsMax) });
  const upload = manyFileForm.onPage(language, file, { file: { hint } });
  return page(
    'registers/services/many',
    { title: t.many, status: file.status ?? shown.status },
    {
      t,
      errors: { ...upload.errors, ...list.errors },
      fileFields: upload.fields,
      fields: list.fields,
      found: change && t.found({ added: added.length, changed: changed.length, same: count - lines.length }),
      preview: lines.map(({ name, field, code, what }) => ({
        name: inLanguage(name, language),
        field: inLanguage(field, language),
        code: code ?? '–',
        what,
      })),
    },
  );
}

async function showEmpty(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller } = context;
  caller.demand('changeServices', []);
  return await show(context, tools, manyServicesForm.filled({ on: caller.units.day }));
}

/**
 * Puts the rows of a file into the list of the form, with a preview. Statuses: 200; 422 with what is wrong with the
 * file or its rows.
 */
async function readFile(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  caller.demand('changeServices', []);
  const read = await manyFileForm.read(context);
  const { on } = read.typed;
  const table = await readTableText(uploadOf(req), serviceColumns, { rowsMax, language });
  const file = also(read, { file: 'error' in table && table.error });
  if (!file.ok || 'error' in table)
    return await show(context, tools, manyServicesForm.filled({ on }), { file });
  const typed = { on, rows: table.text, wanted: 'preview' } as const;
  return await tryOut(context, tools, manyServicesForm.judged(typed, language));
}

/** Statuses: 200 preview; 303 stored; 422 with errors next to their fields, and nothing stored. */
async function previewOrStore(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  context.caller.demand('changeServices', []);
  return await tryOut(context, tools, await manyServicesForm.read(context));
}

async function tryOut(context: StaffContext, tools: RoutesOptions, sent: SentServices): Promise<Reply> {
  const { caller, language } = context;
  const t = serviceTexts[language];
  const refuse = (rows: string): Promise<Reply> => show(context, tools, also(sent, { rows }));
  if (!sent.ok) return await show(context, tools, sent);
  const { on, rows: typedRows, wanted } = sent.values;
  const rows = textRows(typedRows, serviceColumns);
  const taken = await takeServices({ on, rows }, { ...tools, caller, keeps: wanted === 'keep' });
  if ('refused' in taken) return await refuse(inOneLine(taken.refused, language, t));
  if (!taken.change) return await refuse(t.nothingNew);
  if (wanted === 'keep') return seeOther('/staff/services?done=many');
  return await show(context, tools, sent, { change: taken.change, count: rows.length });
}
