/** Batches of paper forms: the list, making one, what is missing, and closing it. */
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { readField, type FieldErrors } from '../../access/accounts/input.ts';
import { revisionAt, type AccessPoint, type Revision } from '../../design/accessPoints/accessPoint.ts';
import { loadNames, locationNames } from '../../design/accessPoints/locationNames.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { languageNameIn } from '../../platform/text/localized.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { passes, sheetNumbers, sheetsMax, type Obstacles } from './batch.ts';
import { batchLine, numbersText } from './batchLine.ts';
import { changedMeanwhile, closeBatch, wouldBeLate } from './closeBatch.ts';
import { readBatch, type SentBatch } from './input.ts';
import { makeBatch } from './makeBatch.ts';
import { formsToPrint } from './sheetRoutes.ts';
import { paperTexts, type PaperTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';
import { statusFor } from '../statusFor.ts';
import { findBatch, type FoundBatch } from './findBatch.ts';
import { wholeNumber } from './input.ts';

interface PaperTools extends RoutesOptions {
  readonly receiptKey: Buffer;
}

export const paperRoutes: Routes<PaperTools> = {
  'GET /staff/paper': may('enterPaper', listBatches, menuLine('collection', 'Phiếu giấy', 'Paper forms')),
  'GET /staff/paper/new': may('enterPaper', showEmptyForm),
  'POST /staff/paper': may('enterPaper', addBatch),
  'GET /staff/paper/:batchId': may('enterPaper', openBatch),
  'POST /staff/paper/:batchId/announced': may('enterPaper', announceSheets),
  'POST /staff/paper/:batchId/close': may('enterPaper', close),
};

interface OpenPoint {
  readonly point: AccessPoint;
  readonly revision: Revision;
  readonly round: Round;
}

/** Paper access points of the account's units that accept submissions now. */
async function openPoints(caller: Caller, { stores, now }: PaperTools): Promise<readonly OpenPoint[]> {
  const unitIds = caller.unitIdsFor('enterPaper');
  const rounds = new Map((await stores.rounds.list()).map((round) => [round.id, round]));
  return (await stores.accessPoints.list()).flatMap((point) => {
    const revision = point.channel === 'paper' ? revisionAt(point, now()) : undefined;
    const round = rounds.get(revision?.roundId ?? '');
    const isOpen = round && roundState(round, now()) === 'open';
    if (!revision || !isOpen || (unitIds && !unitIds.has(revision.unitId))) return [];
    return [{ point, revision, round }];
  });
}

async function listBatches(context: StaffContext, { stores }: PaperTools): Promise<Reply> {
  const { caller, language } = context;
  const t = paperTexts[language];
  const unitIds = caller.unitIdsInView('enterPaper');
  const batches = (await stores.paper.list()).filter(({ unitId }) => !unitIds || unitIds.has(unitId));
  const names = await loadNames(stores, caller, language);
  return await list(
    context,
    {
      title: t.title,
      lead: t.lead,
      actions: [{ label: t.make, url: '/staff/paper/new' }],
      empty: t.empty,
      columns: [
        { key: 'serial', heading: t.serial, url: ({ id }) => `/staff/paper/${id}` },
        { key: 'unit', heading: t.unit },
        { key: 'service', heading: t.service },
        { key: 'round', heading: t.round },
        { key: 'announced', heading: t.announced },
        { key: 'first', heading: t.keyedFirst },
        { key: 'second', heading: t.keyedSecond, value: (one) => (one.keyedTwice ? one.second : undefined) },
        { key: 'state', heading: t.state, value: ({ state }) => t.states[state] },
      ],
    },
    batches.map((batch) => batchLine(batch, names)),
  );
}

async function showForm(
  { caller, language }: StaffContext,
  tools: PaperTools,
  sent: Partial<SentBatch>,
  errors: FieldErrors,
): Promise<Reply> {
  const { stores, now } = tools;
  const t = paperTexts[language];
  const points = await openPoints(caller, tools);
  const names = await loadNames(stores, caller, language);
  const options = points.map(({ point, revision }) => {
    const { unit, service = t.anyService, round } = locationNames(revision, names);
    return { value: point.id, label: [point.code, unit, service, round].join(' · ') };
  });
  const yesNo = [
    { value: 'no', label: t.no },
    { value: 'yes', label: t.yes },
  ];
  const fields = [
    {
      id: 'point',
      label: t.point,
      value: sent.point,
      error: errors['point'],
      options,
    },
    {
      id: 'announced',
      label: t.announced,
      hint: t.announcedHint({ max: sheetsMax }),
      value: sent.announced,
      inputmode: 'numeric',
      error: errors['announced'],
    },
    {
      id: 'keyedTwice',
      label: t.keyedTwice,
      hint: t.keyedTwiceHint,
      value: sent.keyedTwice ?? 'no',
      options: yesNo,
    },
    {
      id: 'collectedOn',
      label: t.collectedOn,
      hint: t.collectedOnHint,
      type: 'date',
      value: sent.collectedOn ?? dayOf(now()),
      error: errors['collectedOn'],
    },
  ];
  return page(
    'collection/paper/new',
    { title: t.make, status: statusFor(errors) },
    { t, errors, fields, hasPoints: points.length > 0 },
  );
}

async function showEmptyForm(context: StaffContext, tools: PaperTools): Promise<Reply> {
  return await showForm(context, tools, {}, {});
}

async function addBatch(context: StaffContext, tools: PaperTools): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const sent = await readBatch(req);
  const point = await stores.accessPoints.find(sent.point);
  const last = point?.revisions.at(-1);
  if (!point || !last || point.channel !== 'paper') throw notYours();
  caller.demand('enterPaper', [last.unitId]);
  const found = (await openPoints(caller, tools)).find((open) => open.point.id === point.id);
  const announced = wholeNumber(sent.announced);
  const errors = batchErrors(sent, announced, found?.round, paperTexts[language], tools);
  if (!found || Object.keys(errors).length > 0) {
    return await showForm(context, tools, sent, errors);
  }
  const request = {
    point: found.point,
    revision: found.revision,
    announced,
    keyedTwice: sent.keyedTwice === 'yes',
    collectedOn: sent.collectedOn,
    madeBy: caller.actor,
  };
  const batch = await makeBatch(request, stores.paper, now());
  return seeOther(`/staff/paper/${batch.id}?done=made`);
}

function batchErrors(
  sent: SentBatch,
  announced: number,
  round: Round | undefined,
  t: PaperTexts,
  { now }: PaperTools,
) {
  const { collectedOn } = sent;
  const isInRound =
    isCalendarDay(collectedOn) &&
    collectedOn <= dayOf(now()) &&
    (!round || collectedOn >= dayOf(round.opensAt));
  return {
    ...(round ? {} : { point: t.formErrors.point }),
    ...(announced >= 1 && announced <= sheetsMax
      ? {}
      : { announced: t.formErrors.announced({ max: sheetsMax }) }),
    ...(isInRound ? {} : { collectedOn: t.formErrors.collectedOn }),
  };
}

async function showBatch(
  { res, caller, language, notice }: StaffContext,
  { stores, now }: PaperTools,
  { batch, round }: FoundBatch,
  told: { status?: number; obstacles?: Obstacles; errors?: FieldErrors; typed?: string } = {},
): Promise<Reply> {
  const t = paperTexts[language];
  const line = batchLine(batch, await loadNames(stores, caller, language));
  const isLate = wouldBeLate(batch, round, now());
  const obstacles = told.obstacles;
  return page(
    'collection/paper/batch',
    {
      title: t.titleOf({ serial: batch.serial }),
      status: told.status,
      notice: notice({
        made: t.made,
        announced: t.announcedChanged,
        closed: t.closed,
        settled: t.differences.saved,
      }),
    },
    {
      t,
      line,
      forms: formsToPrint(res, `/staff/paper/${batch.id}/form`).map((form) => ({
        ...form,
        text: t.printForm({ language: languageNameIn(form.language, language) }),
      })),
      errors: told.errors ?? {},
      deadline: isLate ? t.late : t.closes({ time: timeText(round.closesAt, language) }),
      obstacles: obstacles && obstacleWords(obstacles, t),
      announcedField: {
        id: 'announced',
        label: t.announced,
        hint: t.changeAnnouncedHint,
        value: told.typed ?? String(batch.announced),
        inputmode: 'numeric',
        error: told.errors?.['announced'],
      },
      sheets: sheetNumbers(batch).map((number) => ({
        number,
        first: batch.sheets[number]?.first !== undefined,
        second: batch.sheets[number]?.second !== undefined,
      })),
    },
  );
}

async function openBatch(context: StaffContext, tools: PaperTools): Promise<Reply> {
  const { caller, param } = context;
  return await showBatch(context, tools, await findBatch(caller, param('batchId'), tools.stores));
}

async function announceSheets(context: StaffContext, tools: PaperTools): Promise<Reply> {
  const { req, caller, language, param } = context;
  const { stores, now } = tools;
  const found = await findBatch(caller, param('batchId'), stores);
  const { batch } = found;
  const t = paperTexts[language];
  const typed = await readField(req, 'announced', 20);
  const announced = wholeNumber(typed);
  const highest = Math.max(0, ...Object.keys(batch.sheets).map(Number));
  // 0 while none is keyed: a batch made by mistake is closed empty.
  if (!(announced >= 0 && announced <= sheetsMax && announced >= highest)) {
    const error = announced < highest ? t.formErrors.tooFew : t.formErrors.announced({ max: sheetsMax });
    return await showBatch(context, tools, found, { status: 422, errors: { announced: error }, typed });
  }
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'paper.announced',
    unitIds: [batch.unitId],
    subject: { id: batch.id, label: batch.serial },
    before: { sheets: String(batch.announced) },
    after: { sheets: String(announced) },
  });
  if (!(await stores.paper.announce(batch, announced, entry))) throw changedMeanwhile();
  return seeOther(`/staff/paper/${batch.id}?done=announced`);
}

async function close(context: StaffContext, tools: PaperTools): Promise<Reply> {
  const { caller, param } = context;
  const { stores, now, receiptKey } = tools;
  const found = await findBatch(caller, param('batchId'), stores);
  if (found.batch.state === 'open') {
    const obstacles = await closeBatch(found.batch, found.survey, caller.actor, {
      stores,
      receiptKey,
      now: now(),
    });
    if (obstacles) return await showBatch(context, tools, found, { status: 409, obstacles });
  }
  return seeOther(`/staff/paper/${found.batch.id}?done=closed`);
}

function obstacleWords(obstacles: Obstacles, t: PaperTexts): readonly string[] {
  return ([...passes, 'disputed'] as const).flatMap((kind) =>
    obstacles[kind].length > 0 ? [t.obstacles[kind]({ numbers: numbersText(obstacles[kind]) })] : [],
  );
}
