/** The start of a set of criteria: an example, a published set, a file, or empty. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { tableRows } from '../../platform/tables/openTable.ts';
import { TableFault } from '../../platform/tables/tableFault.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { startFields } from './criteriaForm.ts';
import { isKind, readFrom, readStart, startFaults, type Faults, type SentStart } from './criteriaInput.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import { draftEntry, startOf, type CriteriaDraft } from './draft.ts';
import { criteriaPresets } from './presets/presets.ts';
import { readCriteria } from './readCriteria.ts';
import type { RoutesOptions } from '../stores.ts';

const rowsMax = 1000;
const columnsMax = 60;
const faultsShown = 20;

export function criteriaStartRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/scorecards/new', async (req, res) => {
    const from = await readFrom(req);
    const known = await stores.criteriaSets.find(from);
    const sent = { from, owner: known?.ownerId ?? '', kind: known?.kind ?? 'commune' };
    const year = known ? String(known.year + 1) : yearBefore(callerOfRequest(req).units.day.slice(0, 4));
    await showStart(req, res, { ...sent, year }, {});
  });

  /** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
  router.post('/staff/scorecards/drafts', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = criteriaTexts[language];
    const sent = await readStart(req);
    if (!caller.units.find(sent.owner)) throw notYours();
    caller.demand('writeCriteria', [sent.owner]);
    const faults = startFaults(sent, t);
    const items = await itemsOfFile(req);
    if (items && 'fault' in items) faults['file'] = items.fault;
    if (Object.keys(faults).length > 0 || !isKind(sent.kind) || (items && 'fault' in items)) {
      await showStart(req, res.status(422), sent, faults);
      return;
    }
    const start = await beginning(sent.from);
    const frame = { ownerId: sent.owner, kind: sent.kind, year: Number(sent.year) };
    const content = startOf({ ...start, ...items }, frame);
    const draft: CriteriaDraft = {
      id: randomUUID(),
      content,
      state: 'open',
      step: 1,
      changedAt: now(),
      changedBy: caller.actor,
    };
    const entry = draftEntry('criteria.drafted', draft, { at: now(), by: caller.actor });
    await stores.criteriaDrafts.add(draft, entry);
    res.redirect(303, `/staff/scorecards/drafts/${draft.id}?done=made`);
  });

  async function showStart(req: Request, res: Response, sent: SentStart, faults: Faults): Promise<void> {
    const language = readLanguage(req);
    const t = criteriaTexts[language];
    const fields = startFields({
      caller: callerOfRequest(req),
      sets: await stores.criteriaSets.list(),
      presets: criteriaPresets,
      sent,
      faults,
      language,
    });
    renderStaffPage(req, res, 'improvement/scorecards/new', { title: t.newTitle }, { t, faults, fields });
  }

  /** Undefined where no file was sent. */
  async function itemsOfFile(req: Request) {
    const upload = uploadOf(req);
    const language = readLanguage(req);
    const t = criteriaTexts[language];
    if (upload === 'missing') return undefined;
    if (upload === 'tooBig') return { fault: t.fileTooBig };
    try {
      const rows = [];
      for await (const row of tableRows(upload.path, { rowsMax, columnsMax })) rows.push(row);
      const read = readCriteria(rows);
      if ('items' in read) return read;
      const shown = read.faults
        .slice(0, faultsShown)
        .map(({ row, sentence }) => t.rowFault(row, sentence[language]));
      const more = read.faults.length - shown.length;
      return { fault: [...shown, ...(more > 0 ? [t.moreFaults(more)] : [])].join(' ') };
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      return { fault: error.sentence[language] };
    }
  }

  /** The start of a draft: an example, a published set, or nothing. */
  async function beginning(from: string) {
    const found = criteriaPresets.find(({ id }) => id === from) ?? (await stores.criteriaSets.find(from));
    if (!found && from !== '') throw malformedRequest();
    return found ?? { title: { vi: 'Bộ tiêu chí' }, source: '', bonusMax: 0, penaltyMax: 0, items: [] };
  }

  return router;
}
