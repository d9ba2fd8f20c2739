/** Many services at once: a file or a pasted list, previewed, and stored as one change. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { Faults } from '../../access/accounts/input.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { readTableText } from '../../platform/tables/readTableText.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { readServiceEnd, readServicesSent, type SentServices } from './input.ts';
import { judgeServices, keepServices } from './keepServices.ts';
import { readServices, rowsMax, serviceColumns, type ReadServices } from './manyServices.ts';
import { serviceTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

const faultsShown = 5;

export function manyServiceRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  interface Shown {
    readonly sent: Partial<SentServices>;
    readonly faults?: Faults;
    /** What would be stored. */
    readonly read?: ReadServices;
  }

  async function show(req: Request, res: Response, { sent, faults = {}, read }: Shown): Promise<void> {
    const language = readLanguage(req);
    const t = serviceTexts[language];
    const held = new Map((await stores.services.list()).map((service) => [service.id, service.name]));
    const { added = [], changed = [] } = read?.draft ?? {};
    const lines = [
      ...added.map((service) => ({ ...service, what: t.isNew })),
      ...changed.map((service) => ({
        ...service,
        what: t.isChanged(inLanguage(held.get(service.serviceId) ?? service.name, language)),
      })),
    ];
    const day = { label: t.manyOn, type: 'date', value: sent.on };
    renderStaffPage(
      req,
      res,
      'registers/services/many',
      { title: t.many },
      {
        t,
        faults,
        fileFields: [
          { id: 'fileOn', name: 'on', ...day, fault: faults['fileOn'] },
          {
            id: 'file',
            type: 'file',
            label: t.file,
            hint: t.fileHint(new Intl.NumberFormat(language).format(rowsMax)),
            fault: faults['file'],
          },
        ],
        fields: [
          { id: 'on', ...day, fault: faults['on'] },
          {
            id: 'rows',
            label: t.rows,
            hint: t.rowsHint,
            rows: 12,
            value: sent.rows,
            fault: faults['rows'],
          },
        ],
        found: read && t.found(added.length, changed.length, read.same),
        preview: lines.map(({ name, field, code, what }) => ({
          name: inLanguage(name, language),
          field: inLanguage(field, language),
          code: code ?? '–',
          what,
        })),
      },
    );
  }

  router.get('/staff/services/many', async (req, res) => {
    const caller = callerOfRequest(req);
    caller.demand('changeServices', []);
    await show(req, res, { sent: { on: caller.units.day } });
  });

  /**
   * Puts the rows of a file into the list of the form, with a preview. Statuses: 200; 422 with what is wrong with the
   * file or its rows.
   */
  router.post('/staff/services/many/upload', async (req, res) => {
    callerOfRequest(req).demand('changeServices', []);
    const on = await readServiceEnd(req);
    const language = readLanguage(req);
    const table = await readTableText(uploadOf(req), serviceColumns, { rowsMax, language });
    const day = isCalendarDay(on) ? {} : { fileOn: serviceTexts[language].faults.dayShape };
    if ('fault' in table || 'fileOn' in day) {
      const faults = { ...day, ...('fault' in table ? { file: table.fault } : {}) };
      await show(req, res.status(422), { sent: { on }, faults });
    } else await tryOut(req, res, { on, rows: table.text, wanted: 'preview' });
  });

  /** Statuses: 200 preview; 303 stored; 422 with errors next to their fields, and nothing stored. */
  router.post('/staff/services/many', async (req, res) => {
    callerOfRequest(req).demand('changeServices', []);
    await tryOut(req, res, await readServicesSent(req));
  });

  async function tryOut(req: Request, res: Response, sent: SentServices): Promise<void> {
    const t = serviceTexts[readLanguage(req)];
    const refuse = (faults: Faults): Promise<void> => show(req, res.status(422), { sent, faults });
    if (!isCalendarDay(sent.on)) return await refuse({ on: t.faults.dayShape });
    const services = await stores.services.list();
    const read = readServices(sent.rows, services, { on: sent.on, newId: randomUUID });
    const { draft, rowOf } = read;
    if (rowOf.size === 0) return await refuse({ rows: t.noRow });
    if (rowOf.size > rowsMax) return await refuse({ rows: t.tooMany(rowsMax) });
    const said = read.faults.map(({ row, kind }) => t.atRow(row, t.faults[kind]));
    if (said.length > 0) return await refuse({ rows: someOf(said) });
    if (draft.added.length + draft.changed.length === 0) return await refuse({ rows: t.nothingNew });
    const { actor } = callerOfRequest(req);
    const counts = { added: String(draft.added.length), changed: String(draft.changed.length), on: sent.on };
    const order = {
      draft,
      audit: {
        kind: 'service.listKept' as const,
        subject: { id: 'services', label: t.many },
        after: counts,
      },
      by: actor,
    };
    const keeps = sent.wanted === 'keep' ? keepServices : judgeServices;
    const { faults } = await keeps(stores.services, order, now());
    if (faults.length > 0) {
      const rows = faults.map(({ kind, serviceId }) => t.atRow(rowOf.get(serviceId) ?? 0, t.faults[kind]));
      await refuse({ rows: someOf(rows) });
    } else if (sent.wanted === 'keep') res.redirect(303, '/staff/services?done=many');
    else await show(req, res, { sent, read });
  }

  return router;
}

function someOf(sentences: readonly string[]): string {
  return sentences.slice(0, faultsShown).join(' ') + (sentences.length > faultsShown ? ' …' : '');
}
