/**
 * Batches of one-time codes: the list with response rates, making a batch, and exporting it as slips or as a table.
 */
import type { Request, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { readSearch, type Faults } from '../../access/accounts/input.ts';
import type { AccessPoint, Revision } from '../../design/accessPoints/accessPoint.ts';
import { loadNames, placeNames, type Names } from '../../design/accessPoints/placeNames.ts';
import { standing } from '../../design/accessPoints/pointLine.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import type { Round } from '../../design/rounds/round.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import { serviceOptions } from '../../registers/services/serviceOptions.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { batchFaults, takesCodesOf } from './batchRules.ts';
import { oneTimeCode, type CodeBatch, type CodeKeys } from './code.ts';
import { readBatch, type SentBatch } from './input.ts';
import { makeBatch } from './makeBatch.ts';
import { codesCsv, slipLayout } from './slips.ts';
import { codeTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export interface CodeRoutesOptions extends RoutesOptions {
  readonly keys: CodeKeys;
  readonly publicUrl: string | undefined;
}

export function codeRoutes({ stores, now, keys, publicUrl }: CodeRoutesOptions): Router {
  const router = staffRouter();

  interface Shown {
    readonly batch: CodeBatch;
    readonly point: AccessPoint;
    readonly revision: Revision;
  }

  function shownOf(batch: CodeBatch, point: AccessPoint | undefined): Shown | undefined {
    const revision = point && standing(point, now());
    return revision && { batch, point, revision };
  }

  /** @throws Problem notFound */
  async function batchOf(req: Request): Promise<Shown> {
    const batch = await stores.codes.findBatch(String(req.params['batchId']));
    const shown = batch && shownOf(batch, await stores.accessPoints.find(batch.id));
    if (!shown) throw notYours();
    callerOfRequest(req).demand('makeCodes', [shown.revision.unitId]);
    return shown;
  }

  async function lineOf({ batch, point, revision }: Shown, names: Names) {
    const { language } = names;
    const { service = codeTexts[language].anyService, ...rest } = placeNames(revision, names);
    const used = await stores.codes.countUsed(batch.id);
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
    return {
      id: batch.id,
      label: batch.label,
      ...rest,
      service,
      count: batch.count,
      used,
      rate: percent.format(used / batch.count),
      madeAt: timeText(batch.madeAt, language),
      madeBy: batch.madeBy.name,
      pointId: point.id,
      pointCode: point.code,
    };
  }

  router.get('/staff/codes', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = codeTexts[readLanguage(req)];
    const unitIds = caller.unitIdsInView('makeCodes');
    const { page } = await readSearch(req);
    const points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
    const seen = (await stores.codes.listBatches())
      .map((batch) => shownOf(batch, points.get(batch.id)))
      .filter((one) => one !== undefined)
      .filter(({ revision }) => !unitIds || unitIds.has(revision.unitId));
    const names = await loadNames(stores, caller, readLanguage(req));
    const lines = await Promise.all(pageOf(seen, page).map((one) => lineOf(one, names)));
    const nextUrl = nextPageUrl(req, seen.length, page);
    renderStaffPage(req, res, 'collection/codes/list', { title: t.title }, { t, lines, nextUrl });
  });

  /** Rounds that accept answers now or later, with units of the current account. */
  async function roundsFor(caller: Caller): Promise<readonly Round[]> {
    return (await stores.rounds.list()).filter((round) => takesCodesOf(caller, round, now()));
  }

  async function showForm(
    req: Request,
    res: Parameters<typeof renderStaffPage>[1],
    sent: Partial<SentBatch>,
    faults: Faults,
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = codeTexts[language];
    const rounds = await roundsFor(caller);
    const inView = caller.unitIdsInView('makeCodes');
    const units = caller.units.outline().filter(({ unit }) => !inView || inView.has(unit.id));
    const services = servicesOffered(await stores.services.list(), caller.units.day);
    renderStaffPage(
      req,
      res,
      'collection/codes/new',
      { title: t.make },
      {
        t,
        faults,
        hasRounds: rounds.length > 0,
        fields: [
          { id: 'label', label: t.label, hint: t.labelHint, value: sent.label, fault: faults['label'] },
          {
            id: 'count',
            label: t.count,
            value: sent.count ?? '100',
            inputmode: 'numeric',
            fault: faults['count'],
          },
          {
            id: 'round',
            label: t.round,
            value: sent.round,
            options: rounds.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
          },
          {
            id: 'unit',
            label: t.unit,
            value: sent.unit,
            fault: faults['unit'],
            options: units.map(({ unit, depth }) => ({
              value: unit.id,
              depth,
              label: inLanguage(caller.units.name(unit.id), language),
            })),
          },
          {
            id: 'service',
            label: t.service,
            value: sent.service,
            options: serviceOptions(services, t.anyService, language),
          },
        ],
      },
    );
  }

  router.get('/staff/codes/new', async (req, res) => {
    await showForm(req, res, {}, {});
  });

  router.post('/staff/codes', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = codeTexts[readLanguage(req)];
    const sent = await readBatch(req);
    caller.demand('makeCodes', [sent.unit]);
    const round = (await roundsFor(caller)).find(({ id }) => id === sent.round);
    const services = servicesOffered(await stores.services.list(), caller.units.day);
    if (!round || (sent.service !== '' && !services.some(({ id }) => id === sent.service))) {
      throw malformedRequest();
    }
    const count = /^\d{1,6}$/.test(sent.count) ? Number(sent.count) : 0;
    const wrong = batchFaults({ label: sent.label, count, unitId: sent.unit }, round, caller);
    const faults = Object.fromEntries(wrong.map((field) => [field, t.formFaults[field]]));
    if (Object.keys(faults).length > 0) {
      await showForm(req, res.status(422), sent, faults);
      return;
    }
    const batch = await makeBatch(
      {
        label: sent.label.normalize('NFC'),
        count,
        roundId: round.id,
        unitId: sent.unit,
        ...(sent.service === '' ? {} : { serviceId: sent.service }),
      },
      caller.actor,
      { codes: stores.codes, accessPoints: stores.accessPoints, keys, now: now() },
    );
    res.redirect(303, `/staff/codes/${batch.id}?done=made`);
  });

  router.get('/staff/codes/:batchId', async (req, res) => {
    const t = codeTexts[readLanguage(req)];
    const shown = await batchOf(req);
    const notice = noticeFor(req, { made: t.made });
    const line = await lineOf(shown, await loadNames(stores, callerOfRequest(req), readLanguage(req)));
    renderStaffPage(req, res, 'collection/codes/batch', { title: line.label, notice }, { t, line });
  });

  /** The codes themselves; the export is recorded before they are returned. */
  async function takeCodes(req: Request): Promise<Shown & { codes: readonly string[]; url: string }> {
    const shown = await batchOf(req);
    const { batch, point, revision } = shown;
    const { actor } = callerOfRequest(req);
    await stores.codes.noteTaken(
      batch.id,
      auditEntry({
        at: now(),
        by: actor,
        kind: 'codes.taken',
        unitIds: [revision.unitId],
        subject: { id: batch.id, label: batch.label },
      }),
    );
    const codes = Array.from({ length: batch.count }, (_, index) => oneTimeCode(batch.id, index + 1, keys));
    return { ...shown, codes, url: `${siteOrigin(req, publicUrl)}/s/${point.code}` };
  }

  router.get('/staff/codes/:batchId/table', async (req, res) => {
    const { codes, url, point } = await takeCodes(req);
    res.attachment(`ma-mot-lan-${point.code}.csv`).type('text/csv; charset=utf-8');
    res.send(codesCsv(codes, url, codeTexts[readLanguage(req)].csvColumns));
  });

  router.get('/staff/codes/:batchId/slips', async (req, res) => {
    const { codes, url, batch, point, revision } = await takeCodes(req);
    const round = await stores.rounds.find(revision.roundId);
    const service = (await stores.services.list()).find(({ id }) => id === revision.serviceId);
    const facts = {
      unitName: callerOfRequest(req).units.name(revision.unitId).vi,
      serviceName: service?.name.vi,
      url,
      madeUp: round?.madeUp !== undefined,
    };
    const pdf = await printPdf(slipLayout(codes, facts), {
      title: batch.label,
      language: 'vi',
      madeAt: now(),
    });
    res.attachment(`ma-mot-lan-${point.code}.pdf`).type('application/pdf').send(pdf);
  });

  return router;
}
