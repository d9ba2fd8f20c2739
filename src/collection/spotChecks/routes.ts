/** Spot checks: ordering one, and its minutes. They concern the whole installation. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { body } from 'express-validator';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { hourWords } from '../ledger/wording.ts';
import type { KeptCheckpoint } from '../ledger/store.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { AnswerMark } from '../submissions/submission.ts';
import { noOpinionLevel } from '../../design/surveys/survey.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readFields } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { minutesFile, openSpotCheck, type DrawnEntry } from './openSpotCheck.ts';
import { openedMax, type SpotCheck } from './spotCheck.ts';
import { spotCheckTexts, type SpotCheckTexts } from './texts.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

interface Wish {
  readonly checkpointNumber: string;
  readonly count: string;
  readonly seed: string;
  readonly seedSource: string;
}

const shownMax = 100;

export function spotCheckRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  async function showList(
    req: Request,
    res: Response,
    wish: Wish,
    faults: Readonly<Record<string, string>>,
  ): Promise<void> {
    const language = readLanguage(req);
    const t = spotCheckTexts[language];
    const fields = [
      {
        id: 'checkpointNumber',
        label: t.checkpointNumber,
        value: wish.checkpointNumber,
        inputmode: 'numeric',
      },
      { id: 'count', label: t.count, hint: t.countHint, value: wish.count, inputmode: 'numeric' },
      { id: 'seed', label: t.seed, hint: t.seedHint, value: wish.seed },
      { id: 'seedSource', label: t.seedSource, hint: t.seedSourceHint, value: wish.seedSource },
    ].map((field) => ({ ...field, fault: faults[field.id] }));
    const ordered = callerOfRequest(req).may('spotCheck', undefined)
      ? await stores.spotChecks.list(shownMax)
      : [];
    const spotChecks = ordered.map(({ id, checkpointNumber, count, orderedBy, orderedAt }) => ({
      id,
      checkpointNumber,
      count,
      orderedBy: orderedBy.name,
      orderedAt: timeText(orderedAt, language),
    }));
    renderStaffPage(
      req,
      res,
      'collection/spotChecks/list',
      { title: t.title },
      { t, faults, fields, spotChecks },
    );
  }

  router.get('/staff/spot-checks', async (req, res) => {
    const last = await stores.ledger.findLast();
    const number = last ? String(last.number) : '';
    await showList(req, res, { checkpointNumber: number, count: '10', seed: '', seedSource: '' }, {});
  });

  router.post('/staff/spot-checks', async (req, res) => {
    const caller = callerOfRequest(req);
    caller.demand('spotCheck', []);
    const t = spotCheckTexts[readLanguage(req)];
    const line = (name: string, lengthMax: number) =>
      body(name).isString().isLength({ max: lengthMax }).trim();
    const wish = (await readFields(req, [
      line('checkpointNumber', 9),
      line('count', 9),
      line('seed', 200),
      line('seedSource', 200),
    ])) as unknown as Wish;
    const checkpoint = /^\d+$/.test(wish.checkpointNumber)
      ? await stores.ledger.find(Number(wish.checkpointNumber))
      : undefined;
    const faults = faultsOf(wish, checkpoint, t);
    if (!checkpoint || Object.keys(faults).length > 0) {
      await showList(req, res.status(422), wish, faults);
      return;
    }
    const spotCheck: SpotCheck = {
      id: randomUUID(),
      checkpointNumber: checkpoint.number,
      count: Number(wish.count),
      seed: wish.seed,
      seedSource: wish.seedSource,
      orderedBy: caller.actor,
      orderedAt: now(),
    };
    const { id, checkpointNumber, count, seed, seedSource } = spotCheck;
    await stores.ledgerActs.add({
      id: `spotCheck:${id}`,
      kind: 'spotCheck',
      fields: { checkpoint: checkpointNumber, count, seed, seedSource },
      hour: hourOf(now()),
    });
    const entry = auditEntry({
      at: now(),
      by: spotCheck.orderedBy,
      kind: 'spotCheck.ordered',
      unitIds: [],
      subject: { id, label: `${t.checkpointNumber} ${checkpointNumber}` },
      after: { count: String(count), seed, seedSource },
    });
    await stores.spotChecks.add(spotCheck, entry);
    res.redirect(303, `/staff/spot-checks/${id}`);
  });

  router.get('/staff/spot-checks/:spotCheckId', async (req, res) => {
    callerOfRequest(req).demand('spotCheck', []);
    const spotCheck = await stores.spotChecks.find(req.params.spotCheckId);
    const checkpoint = spotCheck && (await stores.ledger.find(spotCheck.checkpointNumber));
    if (!spotCheck || !checkpoint) throw notYours();
    const drawn = await openSpotCheck(spotCheck, checkpoint, stores);
    if (wantsJson(res)) {
      res.attachment('minutes.json');
      res.json(minutesFile(spotCheck, checkpoint, drawn));
      return;
    }
    const language = readLanguage(req);
    const t = spotCheckTexts[language];
    const points = new Map((await stores.accessPoints.list()).map(({ id, code }) => [id, code]));
    renderStaffPage(
      req,
      res,
      'collection/spotChecks/minutes',
      { title: t.minutes },
      {
        t,
        spotCheck,
        orderedAt: timeText(spotCheck.orderedAt, language),
        checkpointTime: hourWords(checkpoint.time, language),
        lines: drawn.map((entry, index) => ({ draw: index + 1, ...lineOf(entry, points, t, language) })),
        conclusion: t.conclusion(drawn.filter(({ submission }) => submission).length, spotCheck.count),
      },
    );
  });

  return router;
}

function faultsOf(
  { count, seed, seedSource }: Wish,
  checkpoint: KeptCheckpoint | undefined,
  t: SpotCheckTexts,
): Record<string, string> {
  const inLog = checkpoint?.totals.reduce((sum, { submissions }) => sum + submissions, 0) ?? openedMax;
  const isCount = /^[1-9]\d*$/.test(count) && Number(count) <= Math.min(openedMax, inLog);
  return {
    ...(checkpoint ? {} : { checkpointNumber: t.faults.checkpointNumber }),
    ...(isCount ? {} : { count: t.faults.count }),
    ...(seed === '' ? { seed: t.faults.seed } : {}),
    ...(seedSource === '' ? { seedSource: t.faults.seedSource } : {}),
  };
}

function lineOf(
  { position, fields, submission }: DrawnEntry,
  points: ReadonlyMap<string, string>,
  t: SpotCheckTexts,
  language: PageLanguage,
) {
  if (fields['kind'] !== 'submission')
    return { position, hour: '', point: '', answers: '', result: t.notForm };
  const pointId = String(fields['accessPoint']);
  return {
    position,
    hour: hourWords(new Date(String(fields['hour'])), language),
    point: points.get(pointId) ?? pointId,
    answers: Object.entries({ ...submission?.answers, ...submission?.marks })
      .map(([question, answer]) => `${question}: ${answerWords(answer, t)}`)
      .join('; '),
    result: submission ? t.agrees : t.differs,
  };
}

function answerWords(answer: number | AnswerMark, t: SpotCheckTexts): string {
  if (typeof answer === 'string') return t.marks[answer];
  return answer === noOpinionLevel ? t.noOpinion : String(answer);
}
