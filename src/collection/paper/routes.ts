/** Batches of paper forms: the list, making one, what is missing, and closing it. */
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { readField, readSearch, type Faults } from '../../access/accounts/input.ts';
import { revisionAt, type AccessPoint, type Revision } from '../../design/accessPoints/accessPoint.ts';
import { loadNames, placeNames } from '../../design/accessPoints/placeNames.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import type { SurveyVersion } from '../../design/surveys/survey.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { passes, sheetNumbers, sheetsMax, type Obstacles, type PaperBatch } from './batch.ts';
import { batchLine, numbersText } from './batchLine.ts';
import { changedMeanwhile, closeBatch, wouldBeLate } from './closeBatch.ts';
import { readBatch, type SentBatch } from './input.ts';
import { makeBatch } from './makeBatch.ts';
import { paperTexts, type PaperTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores, RoutesOptions } from '../stores.ts';

export interface PaperRoutesOptions extends RoutesOptions {
  readonly receiptKey: Buffer;
}

export interface FoundBatch {
  readonly batch: PaperBatch;
  readonly round: Round;
  readonly survey: SurveyVersion;
}

/**
 * The batch in the address.
 *
 * @throws Problem notFound if it does not exist or is outside the current account's units
 */
export async function batchOfRequest(
  req: Request,
  stores: Pick<Stores, 'paper' | 'rounds' | 'surveys'>,
): Promise<FoundBatch> {
  const batch = await stores.paper.find(String(req.params['batchId']));
  if (!batch) throw notYours();
  callerOfRequest(req).demand('enterPaper', [batch.unitId]);
  const round = await stores.rounds.find(batch.roundId);
  const survey = round && (await stores.surveys.find(round.surveyVersionId));
  if (!round || !survey) throw notYours();
  return { batch, round, survey };
}

export function paperRoutes({ stores, now, receiptKey }: PaperRoutesOptions): Router {
  const router = staffRouter();

  interface OpenPoint {
    readonly point: AccessPoint;
    readonly revision: Revision;
    readonly round: Round;
  }

  /** Paper access points of the account's units that accept submissions now. */
  async function openPoints(caller: Caller): Promise<readonly OpenPoint[]> {
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

  router.get('/staff/paper', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = paperTexts[readLanguage(req)];
    const unitIds = caller.unitIdsInView('enterPaper');
    const { page } = await readSearch(req);
    const batches = (await stores.paper.list()).filter(({ unitId }) => !unitIds || unitIds.has(unitId));
    const names = await loadNames(stores, caller, readLanguage(req));
    const lines = pageOf(batches, page).map((batch) => batchLine(batch, names));
    const nextUrl = nextPageUrl(req, batches.length, page);
    renderStaffPage(req, res, 'collection/paper/list', { title: t.title }, { t, lines, nextUrl });
  });

  async function showForm(req: Request, res: Response, sent: Partial<SentBatch>, faults: Faults) {
    const caller = callerOfRequest(req);
    const t = paperTexts[readLanguage(req)];
    const points = await openPoints(caller);
    const names = await loadNames(stores, caller, readLanguage(req));
    const options = points.map(({ point, revision }) => {
      const { unit, service = t.anyService, round } = placeNames(revision, names);
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
        fault: faults['point'],
        options,
      },
      {
        id: 'announced',
        label: t.announced,
        hint: t.announcedHint,
        value: sent.announced,
        inputmode: 'numeric',
        fault: faults['announced'],
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
        fault: faults['collectedOn'],
      },
    ];
    renderStaffPage(
      req,
      res,
      'collection/paper/new',
      { title: t.make },
      { t, faults, fields, hasPoints: points.length > 0 },
    );
  }

  router.get('/staff/paper/new', async (req, res) => {
    await showForm(req, res, {}, {});
  });

  router.post('/staff/paper', async (req, res) => {
    const caller = callerOfRequest(req);
    const sent = await readBatch(req);
    const point = await stores.accessPoints.find(sent.point);
    const last = point?.revisions.at(-1);
    if (!point || !last || point.channel !== 'paper') throw notYours();
    caller.demand('enterPaper', [last.unitId]);
    const found = (await openPoints(caller)).find((open) => open.point.id === point.id);
    const announced = wholeNumber(sent.announced);
    const faults = batchFaults(sent, announced, found?.round, paperTexts[readLanguage(req)]);
    if (!found || Object.keys(faults).length > 0) {
      await showForm(req, res.status(422), sent, faults);
      return;
    }
    const wish = {
      ...found,
      announced,
      keyedTwice: sent.keyedTwice === 'yes',
      collectedOn: sent.collectedOn,
      madeBy: caller.actor,
    };
    const { round: _round, ...rest } = wish;
    const batch = await makeBatch(rest, stores.paper, now());
    res.redirect(303, `/staff/paper/${batch.id}?done=made`);
  });

  function batchFaults(sent: SentBatch, announced: number, round: Round | undefined, t: PaperTexts) {
    const { collectedOn } = sent;
    const isInRound =
      isCalendarDay(collectedOn) &&
      collectedOn <= dayOf(now()) &&
      (!round || collectedOn >= dayOf(round.opensAt));
    return {
      ...(round ? {} : { point: t.formFaults.point }),
      ...(announced >= 1 && announced <= sheetsMax ? {} : { announced: t.formFaults.announced }),
      ...(isInRound ? {} : { collectedOn: t.formFaults.collectedOn }),
    };
  }

  async function showBatch(
    req: Request,
    res: Response,
    { batch, round }: FoundBatch,
    told: { obstacles?: Obstacles; faults?: Faults; typed?: string } = {},
  ) {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = paperTexts[language];
    const line = batchLine(batch, await loadNames(stores, caller, language));
    const isLate = wouldBeLate(batch, round, now());
    const obstacles = told.obstacles;
    renderStaffPage(
      req,
      res,
      'collection/paper/batch',
      {
        title: t.titleOf(batch.serial),
        notice: noticeFor(req, {
          made: t.made,
          announced: t.announcedChanged,
          closed: t.closed,
          settled: t.differences.saved,
        }),
      },
      {
        t,
        line,
        faults: told.faults ?? {},
        deadline: isLate ? t.late : t.closes(timeText(round.closesAt, language)),
        obstacles: obstacles && obstacleWords(obstacles, t),
        announcedField: {
          id: 'announced',
          label: t.announced,
          hint: t.changeAnnouncedHint,
          value: told.typed ?? String(batch.announced),
          inputmode: 'numeric',
          fault: told.faults?.['announced'],
        },
        sheets: sheetNumbers(batch).map((number) => ({
          number,
          first: batch.sheets[number]?.first !== undefined,
          second: batch.sheets[number]?.second !== undefined,
        })),
      },
    );
  }

  router.get('/staff/paper/:batchId', async (req, res) => {
    await showBatch(req, res, await batchOfRequest(req, stores));
  });

  router.post('/staff/paper/:batchId/announced', async (req, res) => {
    const found = await batchOfRequest(req, stores);
    const { batch } = found;
    const t = paperTexts[readLanguage(req)];
    const typed = await readField(req, 'announced', 20);
    const announced = wholeNumber(typed);
    const highest = Math.max(0, ...Object.keys(batch.sheets).map(Number));
    // 0 while none is keyed: a batch made by mistake is closed empty.
    if (!(announced >= 0 && announced <= sheetsMax && announced >= highest)) {
      const fault = announced < highest ? t.formFaults.tooFew : t.formFaults.announced;
      await showBatch(req, res.status(422), found, { faults: { announced: fault }, typed });
      return;
    }
    const { actor } = callerOfRequest(req);
    const entry = auditEntry({
      at: now(),
      by: actor,
      kind: 'paper.announced',
      unitIds: [batch.unitId],
      subject: { id: batch.id, label: batch.serial },
      before: { sheets: String(batch.announced) },
      after: { sheets: String(announced) },
    });
    if (!(await stores.paper.announce(batch, announced, entry))) throw changedMeanwhile();
    res.redirect(303, `/staff/paper/${batch.id}?done=announced`);
  });

  router.post('/staff/paper/:batchId/close', async (req, res) => {
    const found = await batchOfRequest(req, stores);
    const { actor } = callerOfRequest(req);
    if (found.batch.state === 'open') {
      const obstacles = await closeBatch(found.batch, found.survey, actor, {
        stores,
        receiptKey,
        now: now(),
      });
      if (obstacles) {
        await showBatch(req, res.status(409), found, { obstacles });
        return;
      }
    }
    res.redirect(303, `/staff/paper/${found.batch.id}?done=closed`);
  });

  return router;
}

function obstacleWords(obstacles: Obstacles, t: PaperTexts): readonly string[] {
  return ([...passes, 'disputed'] as const).flatMap((kind) =>
    obstacles[kind].length > 0 ? [t.obstacles[kind](numbersText(obstacles[kind]))] : [],
  );
}

/** NaN if the text is not one. */
export function wholeNumber(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}
