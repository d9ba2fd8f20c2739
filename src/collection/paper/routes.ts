/** Batches of paper forms: the list, making one, what is missing, and closing it. */
import { formPage } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { revisionAt, type AccessPoint, type Revision } from '../../design/accessPoints/accessPoint.ts';
import { loadNames, locationNames } from '../../design/accessPoints/locationNames.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { also } from '../../platform/web/form.ts';
import { passes, sheetNumbers, type Obstacles } from './batch.ts';
import { batchLine, numbersText } from './batchLine.ts';
import { changedMeanwhile, closeBatch, wouldBeLate } from './closeBatch.ts';
import { announcedForm, batchForm } from './input.ts';
import { makeBatch } from './makeBatch.ts';
import { formsToPrint } from './sheetRoutes.ts';
import { paperTexts, type PaperTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';
import { findBatch, type FoundBatch } from './findBatch.ts';

interface PaperTools extends RoutesOptions {
  readonly receiptKey: Buffer;
}

export const paperRoutes: Routes<PaperTools> = {
  'GET /staff/paper': may('enterPaper', listBatches, menuLine('collection', paperTexts)),
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
  shown: typeof batchForm.empty,
): Promise<Reply> {
  const { stores } = tools;
  const t = paperTexts[language];
  const points = await openPoints(caller, tools);
  const names = await loadNames(stores, caller, language);
  const options = points.map(({ point, revision }) => {
    const { unit, service = t.anyService, round } = locationNames(revision, names);
    return { value: point.id, label: [point.code, unit, service, round].join(' · ') };
  });
  const url = '/staff/paper';
  return formPage(
    { title: t.make, status: shown.status },
    {
      lead: t.lead,
      empty: points.length === 0 && t.noPoint,
      action: url,
      submit: t.make,
      back: { url, label: t.all },
    },
    batchForm.onPage(language, shown, { point: { options } }),
  );
}

async function showEmptyForm(context: StaffContext, tools: PaperTools): Promise<Reply> {
  return await showForm(context, tools, batchForm.filled({ collectedOn: dayOf(tools.now()) }));
}

async function addBatch(context: StaffContext, tools: PaperTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const read = await batchForm.read(context);
  const { point: pointId, collectedOn } = read.typed;
  const point = await stores.accessPoints.find(pointId);
  const last = point?.revisions.at(-1);
  if (!point || !last || point.channel !== 'paper') throw notYours();
  caller.demand('enterPaper', [last.unitId]);
  const found = (await openPoints(caller, tools)).find((open) => open.point.id === point.id);
  const { formErrors } = paperTexts[language];
  const isInRound = collectedOn <= dayOf(now()) && (!found || collectedOn >= dayOf(found.round.opensAt));
  const sent = also(read, {
    point: !found && formErrors.point,
    collectedOn: !isInRound && formErrors.collectedOn,
  });
  if (!sent.ok || !found) return await showForm(context, tools, sent);
  const { announced, keyedTwice } = sent.values;
  const request = {
    point: found.point,
    revision: found.revision,
    announced,
    keyedTwice: keyedTwice === 'yes',
    collectedOn,
    madeBy: caller.actor,
  };
  const batch = await makeBatch(request, stores.paper, now());
  return seeOther(`/staff/paper/${batch.id}?done=made`);
}

async function showBatch(
  context: StaffContext,
  { stores, now }: PaperTools,
  { batch, round }: FoundBatch,
  shown = announcedForm.filled({ announced: String(batch.announced) }),
  obstacles?: Obstacles,
): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = paperTexts[language];
  const line = batchLine(batch, await loadNames(stores, caller, language));
  const isLate = wouldBeLate(batch, round, now());
  return page(
    'collection/paper/batch',
    {
      title: t.titleOf({ serial: batch.serial }),
      status: obstacles ? 409 : shown.status,
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
      forms: formsToPrint(context, `/staff/paper/${batch.id}/form`, t.printForm),
      ...announcedForm.onPage(language, shown),
      deadline: isLate ? t.late : t.closes({ time: timeText(round.closesAt, language) }),
      obstacles: obstacles && obstacleWords(obstacles, t),
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
  const { caller, language, param } = context;
  const { stores, now } = tools;
  const found = await findBatch(caller, param('batchId'), stores);
  const { batch } = found;
  const { formErrors } = paperTexts[language];
  const read = await announcedForm.read(context);
  const highest = Math.max(0, ...Object.keys(batch.sheets).map(Number));
  const sent = also(read, { announced: Number(read.typed.announced) < highest && formErrors.tooFew });
  if (!sent.ok) return await showBatch(context, tools, found, sent);
  const { announced } = sent.values;
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
    if (obstacles) return await showBatch(context, tools, found, undefined, obstacles);
  }
  return seeOther(`/staff/paper/${found.batch.id}?done=closed`);
}

function obstacleWords(obstacles: Obstacles, t: PaperTexts): readonly string[] {
  return ([...passes, 'disputed'] as const).flatMap((kind) =>
    obstacles[kind].length > 0 ? [t.obstacles[kind]({ numbers: numbersText(obstacles[kind]) })] : [],
  );
}
