/** Group 5 of the service index for staff: their units, the counts behind each, and points entered by hand. */
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { readYear } from '../publicPost/input.ts';
import { itemMaximum } from '../../statistics/estimation/realTimeIndex.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { enteredNames, type EnteredItems } from './entered.ts';
import { indexOfYear } from './indexOfYear.ts';
import { frameOf, indexTaken, rowOf } from './indexPage.ts';
import { fieldsOf, itemsOf, readSentItems, type FieldName, type SentItems } from './input.ts';
import { indexTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

interface Typed {
  readonly sent: SentItems;
  readonly faults: Partial<Record<FieldName, string>>;
}

export function realTimeIndexRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/real-time-index', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const index = await indexOfYear(stores, await readYear(req), now());
    const seen = caller.unitIdsInView('seeVolumes');
    const told = new Set(index.unitIds);
    const unitIds = [
      ...index.unitIds,
      ...caller.units.outline().flatMap(({ unit: { id } }) => (told.has(id) ? [] : [id])),
    ].filter((unitId) => !seen || seen.has(unitId));
    const parts = indexTaken(index, unitIds, language);
    const { lead } = indexTexts[language];
    const from = { name: `chi-so-766-${index.year}`, language, notes: [lead], isMadeUp: index.madeUp };
    if (await sendTaken(req, res, parts, from)) return;
    renderStaffPage(
      req,
      res,
      'improvement/realTimeIndex/list',
      { title: indexTexts[language].title },
      {
        ...frameOf(index, language),
        rows: unitIds.map((unitId) => ({
          ...rowOf(index, unitId, language),
          url: `/staff/real-time-index/${unitId}?year=${index.year}`,
        })),
        take: takeLinks(req, parts, language),
      },
    );
  });

  router.get('/staff/real-time-index/:unitId', async (req, res) => {
    await showUnit(req, res, await readYear(req));
  });

  /** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
  router.post('/staff/real-time-index/:unitId', async (req, res) => {
    const unitId = unitOf(req);
    const caller = callerOfRequest(req);
    caller.demand('keepVolumes', [unitId]);
    const sent = await readSentItems(req);
    const { items, faults } = itemsOf(sent, indexTexts[readLanguage(req)]);
    if (Object.keys(faults).length > 0) {
      await showUnit(req, res.status(422), sent.year, { sent, faults });
      return;
    }
    const entry = auditEntry({
      at: now(),
      by: caller.actor,
      kind: 'realTimeIndex.entered',
      unitIds: [unitId],
      subject: {
        id: `${unitId} ${sent.year}`,
        label: `${inLanguage(caller.units.name(unitId), 'vi')} ${sent.year}`,
      },
      before: sentOf((await stores.enteredItems.list(sent.year)).get(unitId) ?? {}),
      after: sentOf(items),
    });
    await stores.enteredItems.put(unitId, sent.year, items, entry);
    res.redirect(303, `/staff/real-time-index/${unitId}?year=${sent.year}&done=saved`);
  });

  async function showUnit(req: Request, res: Response, wanted: string, typed?: Typed): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = indexTexts[language];
    const unitId = unitOf(req);
    caller.demand('seeVolumes', [unitId]);
    const index = await indexOfYear(stores, wanted, now());
    const entered = (await stores.enteredItems.list(index.year)).get(unitId) ?? {};
    const mayEnter = caller.may('keepVolumes', unitId);
    renderStaffPage(
      req,
      res,
      'improvement/realTimeIndex/unit',
      {
        title: `${t.title}: ${inLanguage(caller.units.name(unitId), language)}`,
        notice: noticeFor(req, t.notices),
      },
      {
        ...frameOf(index, language),
        unitId,
        year: index.year,
        row: rowOf(index, unitId, language),
        faults: typed?.faults ?? {},
        fields: mayEnter
          ? enteredFields(typed ?? { sent: sentOf(entered), faults: {} }, language)
          : undefined,
      },
    );
  }

  return router;
}

/** @throws Problem notFound both for a unit that does not exist and for one that is not the caller's */
function unitOf(req: Request): string {
  const unitId = String(req.params['unitId']);
  if (!callerOfRequest(req).units.find(unitId)) throw notYours();
  return unitId;
}

function enteredFields(
  { sent, faults }: { sent: Partial<SentItems>; faults: Typed['faults'] },
  language: PageLanguage,
) {
  const t = indexTexts[language];
  return enteredNames.flatMap((item) => {
    const { points, source } = fieldsOf(item);
    return [
      { id: points, label: t.points(item, itemMaximum[item]), inputmode: 'decimal' },
      { id: source, label: t.sourceOf(item), hint: t.sourceHint },
    ].map((field) => ({ ...field, value: sent[field.id], fault: faults[field.id], optional: true }));
  });
}

/** As a user would type it, and as the audit records it. */
function sentOf(items: EnteredItems): Partial<Record<FieldName, string>> {
  return Object.fromEntries(
    enteredNames.flatMap((item) => {
      const { points, source } = fieldsOf(item);
      const entered = items[item];
      if (!entered) return [];
      return [
        [points, decimalText({ units: entered.hundredths, decimals: 2 }, 'vi')],
        [source, entered.source],
      ];
    }),
  );
}
