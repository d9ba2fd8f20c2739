/** Adding many units at once: typed or pasted, previewed, and stored as one change. */
import type { Request, Response, Router } from 'express';
import type { Faults } from '../../access/accounts/input.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { readTableText } from '../../platform/tables/readTableText.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { unitChangeTexts } from './changeTexts.ts';
import { readManyBasis, readSentMany, type SentMany } from './input.ts';
import { judgeAct, keepAct, type ActOrder } from './keepAct.ts';
import { readMany, rowsMax, unitColumns, type ReadMany } from './manyUnits.ts';
import { manyTexts } from './manyTexts.ts';
import { emptyAct, type Succession } from './succession.ts';
import type { SuccessionFault } from './successionFaults.ts';
import { unitTexts } from './texts.ts';
import { unitKinds, unitName, type UnitKind } from './unit.ts';
import { unitCalledOn } from './unitCalled.ts';
import type { RoutesOptions } from '../stores.ts';

const faultsShown = 5;

const kindNames: readonly (readonly [UnitKind, string])[] = unitKinds.flatMap((kind) => [
  [kind, unitTexts.vi.kinds[kind]] as const,
  [kind, unitTexts.en.kinds[kind]] as const,
  ...unitTexts.vi.kinds[kind].split(', ').map((name) => [kind, name] as const),
]);

export function manyUnitRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  interface Shown {
    readonly sent: Partial<SentMany>;
    readonly faults?: Faults;
    /** What would be added. */
    readonly act?: Succession;
  }

  async function show(req: Request, res: Response, { sent, faults = {}, act }: Shown): Promise<void> {
    const language = readLanguage(req);
    const t = manyTexts[language];
    const change = unitChangeTexts[language];
    const kinds = unitKinds.map((value) => ({ value, label: unitTexts[language].kinds[value] }));
    const basis = [
      { id: 'kind', label: change.kind, value: sent.kind ?? 'commune', options: kinds },
      { id: 'parent', label: t.parent, hint: t.parentHint, value: sent.parent, optional: true },
      { id: 'on', label: change.on, type: 'date', value: sent.on },
    ];
    const fileFields = [
      ...basis.map((field) => ({ ...field, id: `file-${field.id}`, name: field.id })),
      {
        id: 'file',
        type: 'file',
        label: t.file,
        hint: t.fileHint(new Intl.NumberFormat(language).format(rowsMax)),
        fault: faults['file'],
      },
    ];
    const fields = [
      ...basis,
      { id: 'rows', label: t.rows, hint: t.rowsHint, value: sent.rows, rows: 12 },
    ].map((field) => ({ ...field, fault: faults[field.id] }));
    const units = new Map(
      (await stores.units.list()).map((unit) => [unit.id, unitName(unit, act?.on ?? '')]),
    );
    const added = new Map(act?.founded.map(({ id, name }) => [id, name]));
    const nameOf = (id: string | undefined): string => {
      const name = id === undefined ? undefined : (added.get(id) ?? units.get(id));
      return name ? inLanguage(name, language) : '–';
    };
    const preview = act?.founded.map(({ id, kind, code, parentId }) => ({
      name: nameOf(id),
      code: code ?? '–',
      parent: nameOf(parentId),
      kind: unitTexts[language].kinds[kind],
    }));
    renderStaffPage(
      req,
      res,
      'registers/units/many',
      { title: t.title },
      { t, faults, fields, fileFields, preview, unitWords: unitTexts[language] },
    );
  }

  router.get('/staff/units/many', async (req, res) => {
    await show(req, res, { sent: { on: callerOfRequest(req).units.day } });
  });

  /**
   * Puts the rows of a file into the list of the form, with a preview. Statuses: 200; 422 with what is wrong with the
   * file or its rows.
   */
  router.post('/staff/units/many/upload', async (req, res) => {
    const basis = await readManyBasis(req);
    const language = readLanguage(req);
    const table = await readTableText(uploadOf(req), unitColumns, { rowsMax, language });
    if ('fault' in table) await show(req, res.status(422), { sent: basis, faults: { file: table.fault } });
    else await tryOut(req, res, { ...basis, rows: table.text, wanted: 'preview' });
  });

  /** Statuses: 200 preview; 303 stored; 422 with errors next to their fields, and nothing stored. */
  router.post('/staff/units/many', async (req, res) => {
    await tryOut(req, res, await readSentMany(req));
  });

  async function tryOut(req: Request, res: Response, sent: SentMany): Promise<void> {
    const caller = callerOfRequest(req);
    const t = manyTexts[readLanguage(req)];
    const refuse = async (faults: Faults): Promise<void> =>
      await show(req, res.status(422), { sent, faults });
    if (!isCalendarDay(sent.on)) {
      await refuse({ on: unitChangeTexts[readLanguage(req)].faults.dayShape });
      return;
    }
    const ownIds = caller.unitIdsFor('changeUnits');
    const own = (await stores.units.list()).filter(({ id }) => !ownIds || ownIds.has(id));
    const context = {
      kind: sent.kind,
      kindNames,
      parent: sent.parent,
      mayBeTopmost: !ownIds,
      called: unitCalledOn(own, [sent.on]),
    };
    const read = (actId: string): ReadMany => readMany(sent.rows, { ...context, actId });
    const { founded, faults: rowFaults } = read('');
    if (founded.length === 0 || founded.length > rowsMax) {
      await refuse({ rows: founded.length === 0 ? t.none : t.tooMany(rowsMax) });
      return;
    }
    if (rowFaults.length > 0) {
      await refuse({ rows: someOf(rowFaults.map(({ row, kind }) => t.atRow(row, t.faults[kind]))) });
      return;
    }
    const order: ActOrder = {
      draft: (actId) => ({ ...emptyAct, on: sent.on, founded: read(actId).founded }),
      audit: { kind: 'unit.added', label: String(founded.length) },
      by: caller.actor,
    };
    const { act, faults } = await (sent.wanted === 'keep' ? keepAct : judgeAct)(stores, order, now());
    if (faults.length > 0) await refuse({ rows: said(faults, read(act.id)) });
    else if (sent.wanted === 'keep') res.redirect(303, `/staff/successions/${act.id}?done=kept`);
    else await show(req, res, { sent, act });

    function said(found: readonly SuccessionFault[], { rowOf }: ReadMany): string {
      const sentences = unitChangeTexts[readLanguage(req)].faults;
      return someOf(
        found.map(({ kind, ids }) => {
          const rows = ids.flatMap((id) => rowOf.get(id) ?? []);
          return rows.length > 0 ? t.atRow(rows.join(', '), sentences[kind]) : sentences[kind];
        }),
      );
    }
  }

  return router;
}

function someOf(sentences: readonly string[]): string {
  return sentences.slice(0, faultsShown).join(' ') + (sentences.length > faultsShown ? ' …' : '');
}
