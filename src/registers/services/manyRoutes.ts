/** Many services at once: a file or a pasted list, previewed, and stored as one change. */
import { randomUUID } from 'node:crypto';
import type { FieldErrors } from '../../access/accounts/input.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { readTableText } from '../../platform/tables/readTableText.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { firstSentences } from '../firstSentences.ts';
import type { RoutesOptions } from '../stores.ts';
import { readServiceEnd, readServicesSent, type SentServices } from './input.ts';
import { judgeServices, keepServices } from './keepServices.ts';
import { readServices, rowsMax, serviceColumns, type ReadServices } from './manyServices.ts';
import { serviceTexts } from './texts.ts';

export const manyServiceRoutes: Routes<RoutesOptions> = {
  'GET /staff/services/many': may('changeServices', showEmpty),
  'POST /staff/services/many/upload': may('changeServices', readFile),
  'POST /staff/services/many': may('changeServices', previewOrStore),
};

interface Shown {
  readonly sent: Partial<SentServices>;
  readonly errors?: FieldErrors;
  /** What would be stored. */
  readonly read?: ReadServices;
}

async function show({ language }: StaffContext, { stores }: RoutesOptions, shown: Shown): Promise<Reply> {
  const { sent, errors, read } = shown;
  const t = serviceTexts[language];
  const held = new Map((await stores.services.list()).map((service) => [service.id, service.name]));
  const { added = [], changed = [] } = read?.draft ?? {};
  const lines = [
    ...added.map((service) => ({ ...service, what: t.isNew })),
    ...changed.map((service) => ({
      ...service,
      what: t.isChanged({ was: inLanguage(held.get(service.serviceId) ?? service.name, language) }),
    })),
  ];
  const day = { label: t.manyOn, type: 'date', value: sent.on };
  return page(
    'registers/services/many',
    { title: t.many, status: errors && 422 },
    {
      t,
      errors: errors ?? {},
      fileFields: [
        { id: 'fileOn', name: 'on', ...day, error: errors?.['fileOn'] },
        {
          id: 'file',
          type: 'file',
          label: t.file,
          hint: t.fileHint({ most: new Intl.NumberFormat(language).format(rowsMax) }),
          error: errors?.['file'],
        },
      ],
      fields: [
        { id: 'on', ...day, error: errors?.['on'] },
        {
          id: 'rows',
          label: t.rows,
          hint: t.rowsHint,
          rows: 12,
          value: sent.rows,
          error: errors?.['rows'],
        },
      ],
      found: read && t.found({ added: added.length, changed: changed.length, same: read.same }),
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
  return await show(context, tools, { sent: { on: caller.units.day } });
}

/**
 * Puts the rows of a file into the list of the form, with a preview. Statuses: 200; 422 with what is wrong with the
 * file or its rows.
 */
async function readFile(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  caller.demand('changeServices', []);
  const on = await readServiceEnd(req);
  const table = await readTableText(uploadOf(req), serviceColumns, { rowsMax, language });
  const day = isCalendarDay(on) ? {} : { fileOn: serviceTexts[language].errors.dayShape };
  if ('error' in table || 'fileOn' in day) {
    const errors = { ...day, ...('error' in table ? { file: table.error } : {}) };
    return await show(context, tools, { sent: { on }, errors });
  }
  return await tryOut(context, tools, { on, rows: table.text, wanted: 'preview' });
}

/** Statuses: 200 preview; 303 stored; 422 with errors next to their fields, and nothing stored. */
async function previewOrStore(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  context.caller.demand('changeServices', []);
  return await tryOut(context, tools, await readServicesSent(context.req));
}

async function tryOut(context: StaffContext, tools: RoutesOptions, sent: SentServices): Promise<Reply> {
  const { stores, now } = tools;
  const t = serviceTexts[context.language];
  const refuse = (errors: FieldErrors): Promise<Reply> => show(context, tools, { sent, errors });
  if (!isCalendarDay(sent.on)) return await refuse({ on: t.errors.dayShape });
  const services = await stores.services.list();
  const read = readServices(sent.rows, services, { on: sent.on, newId: randomUUID });
  const { draft, rowOf } = read;
  if (rowOf.size === 0) return await refuse({ rows: t.noRow });
  if (rowOf.size > rowsMax) return await refuse({ rows: t.tooMany({ most: rowsMax }) });
  const said = read.errors.map(({ row, kind }) => t.atRow({ row, sentence: t.errors[kind] }));
  if (said.length > 0) return await refuse({ rows: firstSentences(said) });
  if (draft.added.length + draft.changed.length === 0) return await refuse({ rows: t.nothingNew });
  const counts = { added: String(draft.added.length), changed: String(draft.changed.length), on: sent.on };
  const order = {
    draft,
    audit: {
      kind: 'service.listKept' as const,
      subject: { id: 'services', label: t.many },
      after: counts,
    },
    by: context.caller.actor,
  };
  const keeps = sent.wanted === 'keep' ? keepServices : judgeServices;
  const { errors } = await keeps(stores.services, order, now());
  if (errors.length > 0) {
    const rows = errors.map(({ kind, serviceId }) =>
      t.atRow({ row: rowOf.get(serviceId) ?? 0, sentence: t.errors[kind] }),
    );
    return await refuse({ rows: firstSentences(rows) });
  }
  if (sent.wanted === 'keep') return seeOther('/staff/services?done=many');
  return await show(context, tools, { sent, read });
}
