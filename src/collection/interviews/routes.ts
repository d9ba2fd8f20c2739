/**
 * Interviews: an interviewer asks a person and enters the answers. They are stored under this channel; who entered
 * them is not stored.
 */
import type { Request, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { revisionAt, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { loadNames } from '../../design/accessPoints/placeNames.ts';
import { pointLine, standing } from '../../design/accessPoints/pointLine.ts';
import type { AnswerPages } from '../submissions/answerRoutes.ts';
import type { AnswerPlace } from '../submissions/formPage.ts';
import { readReceiptCode } from '../submissions/receipt.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest, visitOf } from '../../access/web/visit.ts';
import { interviewTexts } from './texts.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import type { Stores } from '../stores.ts';

export interface InterviewRoutesOptions {
  readonly stores: Stores;
  readonly pages: AnswerPages;
  readonly now: () => Date;
}

export function interviewRoutes({ stores, pages, now }: InterviewRoutesOptions): Router {
  const router = staffRouter();

  /** @throws Problem notFound */
  async function pointOf(req: Request): Promise<AccessPoint> {
    const point = await stores.accessPoints.find(String(req.params['accessPointId']));
    if (point?.channel !== 'interviewer') throw notYours();
    callerOfRequest(req).demand('interview', [standing(point, now())?.unitId ?? '']);
    return point;
  }

  function placeAt(req: Request, point: AccessPoint): AnswerPlace {
    const action = `/staff/interviews/${point.id}`;
    return {
      action,
      doneUrl: (receiptCode) => `${action}/receipts/${groupedCode(receiptCode)}`,
      assisted: { formToken: visitOf(req).formToken, backUrl: '/staff/interviews' },
    };
  }

  router.get('/staff/interviews', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = interviewTexts[language];
    const unitIds = caller.unitIdsInView('interview');
    const names = await loadNames(stores, caller, language);
    const points = (await stores.accessPoints.list())
      .filter((point) => point.channel === 'interviewer' && revisionAt(point, now()))
      .map((point) => pointLine(point, names, now()))
      .filter(({ unitId, state }) => state === 'open' && (!unitIds || unitIds.has(unitId)));
    renderStaffPage(req, res, 'collection/interviews/list', { title: t.title }, { t, points });
  });

  router.get('/staff/interviews/:accessPointId', async (req, res) => {
    const point = await pointOf(req);
    await pages.open(res, { point, place: placeAt(req, point), language: readLanguage(req) });
  });

  router.post('/staff/interviews/:accessPointId', async (req, res) => {
    const opened = await pointOf(req);
    delete (req.body as Record<string, unknown>)['formToken']; // the session has checked it; not an answer
    await pages.receive(req, res, (point) => {
      if (point.id !== opened.id) throw malformedRequest();
      return placeAt(req, point);
    });
  });

  router.get('/staff/interviews/:accessPointId/receipts/:receiptCode', async (req, res) => {
    const point = await pointOf(req);
    const t = interviewTexts[readLanguage(req)];
    const code = readReceiptCode(req.params['receiptCode']);
    if (code === undefined) throw malformedRequest();
    renderStaffPage(
      req,
      res,
      'collection/interviews/stored',
      { title: t.stored },
      { t, code: groupedCode(code), pointId: point.id },
    );
  });

  return router;
}
