/** Moving a round to another survey version: a page that previews the effects, and the move. */
import type { Request, Response, Router } from 'express';
import { body } from 'express-validator';
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { roundState } from '../../design/rounds/round.ts';
import { readFields } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { changeWords } from '../../design/surveys/changeWords.ts';
import { lookAtMove, moveRound } from './moveRound.ts';
import { surveyTexts } from '../../design/surveys/texts.ts';
import type { RoutesOptions } from '../stores.ts';

export function surveyMoveRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  /** @throws Problem notFound if there is no such version or round within the current account's units */
  async function namedIn(req: Request) {
    const [version, round] = await Promise.all([
      stores.surveys.find(String(req.params['versionId'])),
      stores.rounds.find(String(req.params['roundId'])),
    ]);
    if (!version || !round) throw notYours();
    callerOfRequest(req).demand('writeSurveys', round.unitIds);
    return { version, round, move: await lookAtMove(round, version, stores, now()) };
  }

  function show(
    req: Request,
    res: Response,
    { version, round, move }: Awaited<ReturnType<typeof namedIn>>,
    fault?: string,
  ): void {
    const language = readLanguage(req);
    const t = surveyTexts[language].move;
    const content = {
      t,
      url: `/staff/surveys/${version.id}/rounds/${round.id}`,
      backUrl: `/staff/surveys/${version.id}`,
      lead: t.lead(inLanguage(round.title, language), t.states[roundState(round, now())]),
      verdict: t.comparability[move.comparability],
      obstacles: move.obstacles.map((one) => t.obstacles[one]),
      changes: move.changes.map((one) => changeWords(one, language)),
      faults: fault === undefined ? {} : { reason: fault },
      reason: { id: 'reason', label: t.reason, hint: t.reasonHint, rows: 2, fault },
    };
    renderStaffPage(req, res, 'collection/openRounds/move', { title: t.title }, content);
  }

  router.get('/staff/surveys/:versionId/rounds/:roundId', async (req, res) => {
    show(req, res, await namedIn(req));
  });

  router.post('/staff/surveys/:versionId/rounds/:roundId', async (req, res) => {
    const found = await namedIn(req);
    const fields = await readFields(req, [body('reason').isString().isLength({ max: 1000 }).trim()]);
    const reason = String(fields['reason']);
    if (found.move.obstacles.length > 0 || reason === '') {
      const fault = reason === '' ? surveyTexts[readLanguage(req)].move.reasonMissing : undefined;
      show(req, res.status(422), found, fault);
      return;
    }
    const { comparability } = found.move;
    const act = { by: callerOfRequest(req).actor, reason, comparability, now: now() };
    await moveRound(found.round, found.version, act, stores);
    res.redirect(303, `/staff/surveys/${found.version.id}?done=moved`);
  });

  return router;
}
