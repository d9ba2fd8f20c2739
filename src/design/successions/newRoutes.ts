/** A succession of units: typed line by line, previewed, and stored. */
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { linesMax, readSentSuccession } from '../../registers/units/input.ts';
import { judgeAct, keepAct, type ActOrder } from '../../registers/units/keepAct.ts';
import { lineKinds, type SentLine, type SentSuccession } from '../../registers/units/sentSuccession.ts';
import { namesInAct } from '../../registers/units/namesInAct.ts';
import { unitsThrough, type ActDraft } from '../../registers/units/succession.ts';
import { placedFaults, readSuccession, type FormFault } from '../../registers/units/successionForm.ts';
import { touchedBy } from '../../registers/units/successionFaults.ts';
import { successionTexts } from '../../registers/units/successionTexts.ts';
import { successionView } from './successionView.ts';
import type { Unit } from '../../registers/units/unit.ts';
import { unitCalledOn } from '../../registers/units/unitCalled.ts';
import type { RoutesOptions } from '../stores.ts';

const linesAtFirst = 3;
const linesMore = 5;
const emptyLine: SentLine = { kind: 'merge', from: '', to: '', parent: '' };
const isTyped = ({ from, to, parent }: SentLine): boolean => `${from}${to}${parent}` !== '';

export function newSuccessionRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  interface Shown {
    readonly sent: Partial<SentSuccession>;
    readonly faults?: readonly FormFault[];
    readonly preview?: ReturnType<typeof successionView>;
  }

  function showForm(req: Request, res: Response, { sent, faults = [], preview }: Shown): void {
    const t = successionTexts[readLanguage(req)];
    const said = Object.fromEntries(
      faults.map(({ field, kind, about }) => {
        const sentence = t.faults[kind];
        return [field, typeof sentence === 'string' ? sentence : sentence(about)];
      }),
    );
    const options = lineKinds.map((value) => ({ value, label: t.kinds[value] }));
    const lines = (sent.lines ?? []).map((line, index) => {
      const number = index + 1;
      return {
        title: t.line(number),
        fields: [
          { id: `kind-${number}`, label: t.kind, value: line.kind, options },
          { id: `from-${number}`, label: t.from, hint: t.fromHint, value: line.from, rows: 3 },
          { id: `to-${number}`, label: t.to, hint: t.toHint, value: line.to, rows: 2 },
          { id: `parent-${number}`, label: t.parent, hint: t.parentHint, value: line.parent },
        ].map((field) => ({ ...field, optional: true, fault: said[field.id] })),
      };
    });
    const head = [
      { id: 'on', label: t.on, type: 'date', value: sent.on },
      { id: 'number', label: t.number, hint: t.numberHint, value: sent.number },
      { id: 'issuedBy', label: t.issuedBy, value: sent.issuedBy },
    ].map((field) => ({ ...field, fault: said[field.id] }));
    const mayAddLines = lines.length + linesMore <= linesMax;
    renderStaffPage(
      req,
      res,
      preview ? 'design/successions/successionPreview' : 'design/successions/newSuccession',
      { title: preview ? t.previewTitle : t.make },
      { t, faults: said, head, lines, preview, mayAddLines },
    );
  }

  router.get('/staff/successions/new', (req, res) => {
    const lines = Array.from({ length: linesAtFirst }, () => emptyLine);
    showForm(req, res, { sent: { on: '', number: '', issuedBy: '', lines } });
  });

  /**
   * Statuses: 200 with a preview or the form; 303 stored; 422 with errors next to their fields; 404 when units are
   * outside the caller's scope.
   */
  router.post('/staff/successions', async (req, res) => {
    const caller = callerOfRequest(req);
    const { sent, wanted } = await readSentSuccession(req);
    if (wanted === 'more' || wanted === 'edit') {
      const added = Array.from({ length: wanted === 'more' ? linesMore : 0 }, () => emptyLine);
      showForm(req, res, { sent: { ...sent, lines: [...sent.lines, ...added].slice(0, linesMax) } });
      return;
    }
    const typed = { ...sent, lines: sent.lines.filter(isTyped) };
    const lines = typed.lines.length > 0 ? typed.lines : [emptyLine];
    const units = await stores.units.list();
    const own = ownUnits(caller, units, typed);
    const read = readSuccession(typed, own, '');
    if (read.faults.length > 0) {
      showForm(req, res.status(422), { sent: { ...typed, lines }, faults: read.faults });
      return;
    }
    demandOn(caller, read.draft);
    const order: ActOrder = {
      draft: (actId) => readSuccession(typed, own, actId).draft,
      audit: { kind: 'unit.succession', label: sent.number },
      by: caller.actor,
    };
    const { act, faults } = await (wanted === 'keep' ? keepAct : judgeAct)(stores, order, now());
    if (faults.length > 0) {
      const { fieldOf } = readSuccession(typed, own, act.id);
      const placed = placedFaults(faults, fieldOf, await namesInAct(act, stores, readLanguage(req)));
      showForm(req, res.status(422), { sent: { ...typed, lines }, faults: placed });
    } else if (wanted === 'keep') {
      res.redirect(303, `/staff/successions/${act.id}?done=kept`);
    } else {
      const through = unitsThrough(await stores.units.listEntered(), [
        ...(await stores.units.listActs()),
        act,
      ]);
      const points = await stores.accessPoints.list();
      const preview = successionView(act, through, points, readLanguage(req));
      showForm(req, res, { sent: { ...typed, lines }, preview });
    }
  });

  return router;
}

/** Units that the caller may change. A name that only other units have is treated as unknown. */
function ownUnits(caller: Caller, units: readonly Unit[], { on, lines }: SentSuccession): readonly Unit[] {
  const ids = caller.unitIdsFor('changeUnits');
  if (!ids) return units;
  const own = units.filter(({ id }) => ids.has(id));
  const days = isCalendarDay(on) ? [addDays(on, -1)] : [];
  const [calledOwn, calledAny] = [unitCalledOn(own, days), unitCalledOn(units, days)];
  const rows = lines.flatMap(({ from, parent }) => [...from.split(/\r?\n/), parent]);
  if (rows.some((text) => calledOwn(text).length === 0 && calledAny(text).length > 0)) throw notYours();
  return own;
}

/**
 * @throws Problem notFound unless all units concerned are in the caller's scope; only those responsible for the whole
 * installation may add a topmost unit
 */
function demandOn(caller: Caller, draft: ActDraft): void {
  const foundedIds = new Set(draft.founded.map(({ id }) => id));
  caller.demand(
    'changeUnits',
    [...touchedBy(draft)].filter((id) => !foundedIds.has(id)),
  );
  if (draft.founded.some(({ parentId }) => parentId === undefined)) caller.demand('changeUnits', []);
}
