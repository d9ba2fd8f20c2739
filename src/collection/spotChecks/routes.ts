/** Spot checks: ordering one, and its minutes. They concern the whole installation. */
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { randomUUID } from 'node:crypto';
import { body } from 'express-validator';
import { notYours } from '../../access/accounts/caller.ts';
import type { FieldErrors } from '../../access/accounts/input.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { hourWords } from '../ledger/wording.ts';
import type { KeptCheckpoint } from '../ledger/store.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { AnswerMark } from '../submissions/submission.ts';
import { noOpinionLevel } from '../../design/surveys/survey.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readFields } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { minutesFile, openSpotCheck, type DrawnEntry } from './openSpotCheck.ts';
import { openedMax, type SpotCheck } from './spotCheck.ts';
import { spotCheckTexts, type SpotCheckTexts } from './texts.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions as CollectionOptions, Stores } from '../stores.ts';
import type { SpotCheckStore } from './store.ts';
import { statusFor } from '../statusFor.ts';

/** No other feature uses the store of spot checks. */
interface RoutesOptions extends CollectionOptions {
  readonly stores: Stores & { readonly spotChecks: SpotCheckStore };
}

interface SpotCheckRequest {
  readonly checkpointNumber: string;
  readonly count: string;
  readonly seed: string;
  readonly seedSource: string;
}

const shownMax = 100;

export const routes: Routes<RoutesOptions> = {
  'GET /staff/spot-checks': may(
    'spotCheck',
    listSpotChecks,
    menuLine('collection', 'Kiểm tra ngẫu nhiên', 'Spot checks'),
  ),
  'POST /staff/spot-checks': may('spotCheck', orderSpotCheck),
  'GET /staff/spot-checks/:spotCheckId': may('spotCheck', showMinutes),
};

async function showList(
  { caller, language }: StaffContext,
  { stores }: RoutesOptions,
  request: SpotCheckRequest,
  errors: FieldErrors,
): Promise<Reply> {
  const t = spotCheckTexts[language];
  const fields = [
    {
      id: 'checkpointNumber',
      label: t.checkpointNumber,
      value: request.checkpointNumber,
      inputmode: 'numeric',
    },
    { id: 'count', label: t.count, hint: t.countHint, value: request.count, inputmode: 'numeric' },
    { id: 'seed', label: t.seed, hint: t.seedHint, value: request.seed },
    { id: 'seedSource', label: t.seedSource, hint: t.seedSourceHint, value: request.seedSource },
  ].map((field) => ({ ...field, error: errors[field.id] }));
  const ordered = caller.may('spotCheck', undefined) ? await stores.spotChecks.list(shownMax) : [];
  const spotChecks = ordered.map(({ id, checkpointNumber, count, orderedBy, orderedAt }) => ({
    id,
    checkpointNumber,
    count,
    orderedBy: orderedBy.name,
    orderedAt: timeText(orderedAt, language),
  }));
  return page(
    'collection/spotChecks/list',
    { title: t.title, status: statusFor(errors) },
    { t, errors, fields, spotChecks },
  );
}

async function listSpotChecks(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const last = await tools.stores.ledger.findLast();
  const number = last ? String(last.number) : '';
  return await showList(
    context,
    tools,
    { checkpointNumber: number, count: '10', seed: '', seedSource: '' },
    {},
  );
}

async function orderSpotCheck(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  caller.demand('spotCheck', []);
  const t = spotCheckTexts[language];
  const line = (name: string, lengthMax: number) => body(name).isString().isLength({ max: lengthMax }).trim();
  const request = (await readFields(req, [
    line('checkpointNumber', 9),
    line('count', 9),
    line('seed', 200),
    line('seedSource', 200),
  ])) as unknown as SpotCheckRequest;
  const checkpoint = /^\d+$/.test(request.checkpointNumber)
    ? await stores.ledger.find(Number(request.checkpointNumber))
    : undefined;
  const errors = errorsOf(request, checkpoint, t);
  if (!checkpoint || Object.keys(errors).length > 0) {
    return await showList(context, tools, request, errors);
  }
  const spotCheck: SpotCheck = {
    id: randomUUID(),
    checkpointNumber: checkpoint.number,
    count: Number(request.count),
    seed: request.seed,
    seedSource: request.seedSource,
    orderedBy: caller.actor,
    orderedAt: now(),
  };
  const { id, checkpointNumber, count, seed, seedSource } = spotCheck;
  await stores.logEntries.add({
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
  return seeOther(`/staff/spot-checks/${id}`);
}

async function showMinutes(
  { res, caller, language, param }: StaffContext,
  { stores }: RoutesOptions,
): Promise<Reply> {
  caller.demand('spotCheck', []);
  const spotCheck = await stores.spotChecks.find(param('spotCheckId'));
  const checkpoint = spotCheck && (await stores.ledger.find(spotCheck.checkpointNumber));
  if (!spotCheck || !checkpoint) throw notYours();
  const drawn = await openSpotCheck(spotCheck, checkpoint, stores);
  if (wantsJson(res)) {
    res.attachment('minutes.json');
    res.json(minutesFile(spotCheck, checkpoint, drawn));
    return sent;
  }
  const t = spotCheckTexts[language];
  const points = new Map((await stores.accessPoints.list()).map(({ id, code }) => [id, code]));
  return page(
    'collection/spotChecks/minutes',
    { title: t.minutes },
    {
      t,
      spotCheck,
      orderedAt: timeText(spotCheck.orderedAt, language),
      checkpointTime: hourWords(checkpoint.time, language),
      lines: drawn.map((entry, index) => ({ draw: index + 1, ...lineOf(entry, points, t, language) })),
      conclusion: t.conclusion({
        agreeing: drawn.filter(({ submission }) => submission).length,
        count: spotCheck.count,
      }),
    },
  );
}

function errorsOf(
  { count, seed, seedSource }: SpotCheckRequest,
  checkpoint: KeptCheckpoint | undefined,
  t: SpotCheckTexts,
): Record<string, string> {
  const inLog = checkpoint?.totals.reduce((sum, { submissions }) => sum + submissions, 0) ?? openedMax;
  const isCount = /^[1-9]\d*$/.test(count) && Number(count) <= Math.min(openedMax, inLog);
  return {
    ...(checkpoint ? {} : { checkpointNumber: t.errors.checkpointNumber }),
    ...(isCount ? {} : { count: t.errors.count }),
    ...(seed === '' ? { seed: t.errors.seed } : {}),
    ...(seedSource === '' ? { seedSource: t.errors.seedSource } : {}),
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
