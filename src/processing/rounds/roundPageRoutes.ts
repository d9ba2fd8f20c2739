/** The page of a round: its facts, links to its other pages, and changing its closing time. */
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Faults } from '../../access/accounts/input.ts';
import { channels } from '../../design/accessPoints/accessPoint.ts';
import { pointsToCarry } from '../../design/accessPoints/carryOver.ts';
import { standing } from '../../design/accessPoints/pointLine.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { methodKey } from '../../statistics/method/method.ts';
import { unitName } from '../../registers/units/unit.ts';
import { instantTyped, timeText, typedInstant } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { changedMeanwhile } from '../../design/rounds/draft.ts';
import { readClosing } from '../../design/rounds/input.ts';
import { roundState, shownRoundState, type Round } from '../../design/rounds/round.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import type { RoutesOptions } from '../stores.ts';

export function roundPageRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  async function countPoints(round: Round): Promise<number> {
    const points = await stores.accessPoints.list();
    return points.filter((point) => standing(point, now())?.roundId === round.id).length;
  }

  async function show(
    req: Request,
    res: Response,
    round: Round,
    told: { faults?: Faults; closes?: string; reason?: string } = {},
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = roundTexts[language];
    const faults = told.faults ?? {};
    const [survey, methods, units, previous, points, publishedIds] = await Promise.all([
      stores.surveys.find(round.surveyVersionId),
      stores.methods.list(),
      stores.units.list(),
      round.previousRoundId === undefined ? undefined : stores.rounds.find(round.previousRoundId),
      countPoints(round),
      stores.publications.listPublishedRoundIds(),
    ]);
    const state = roundState(round, now());
    const nameOf = new Map(
      units.map((unit) => [unit.id, inLanguage(unitName(unit, round.unitsOn), language)]),
    );
    const methodName = (key: string): string => {
      const method = methods.find((one) => methodKey(one) === key);
      return method ? t.methodLine(inLanguage(method.name, language), key) : key;
    };
    const facts = [
      [t.state, t.states[shownRoundState(round, publishedIds, now())]],
      [t.opens, timeText(round.opensAt, language)],
      [t.closes, timeText(round.closesAt, language)],
      [t.survey, survey ? inLanguage(survey.content.title, language) : ''],
      [t.methods, round.methodIds.map(methodName).join(', ')],
      [t.unitsInScope, round.unitIds.map((id) => nameOf.get(id) ?? id).join(', ')],
      [t.fields.previous, previous ? inLanguage(previous.title, language) : t.noPrevious],
      [t.fields.sampleKind, t.sampleKinds[round.sampleKind]],
      [
        t.fields.channels,
        (round.channels ?? channels).map((one) => accessPointTexts[language].channels[one]).join(', '),
      ],
      [t.fields.resultsFor, t.resultsForWhom[round.resultsFor]],
      [t.points, String(points)],
    ];
    const carried = caller.holds('makeAccessPoints')
      ? (await pointsToCarry(round, caller, { stores, now: now() })).length
      : 0;
    const mayRun = caller.mayOnAll('runRounds', round.unitIds);
    const c = t.closing;
    const content = {
      t,
      round,
      facts,
      madeUp: round.madeUp && inLanguage(round.madeUp, language),
      links: linksOf(caller, round, state !== 'closed').map(([url, word]) => ({ url, label: t[word] })),
      faults,
      carried,
      closing: mayRun &&
        state !== 'closed' && {
          fields: [
            {
              id: 'closes',
              label: c.closes,
              type: 'datetime-local',
              value: told.closes ?? instantTyped(round.closesAt),
              hint: t.hints.closes,
              fault: faults['closes'],
            },
            { id: 'reason', label: c.reason, value: told.reason, fault: faults['reason'] },
          ],
          nowLead: state === 'open' ? c.nowLead(points) : c.callOffLead(points),
        },
    };
    const page = { title: inLanguage(round.title, language), notice: noticeFor(req, t.notices) };
    renderStaffPage(req, res, 'processing/rounds/round', page, content);
  }

  /** @throws Problem notFound */
  async function roundOf(req: Request): Promise<Round> {
    const round = await stores.rounds.find(String(req.params['roundId']));
    if (!round) throw notYours();
    return round;
  }

  router.get('/staff/rounds/:roundId', async (req, res) => {
    const round = await roundOf(req);
    if (!concerns(callerOfRequest(req), round, 'seeAccessPoints')) throw notYours();
    await show(req, res, round);
  });

  router.post('/staff/rounds/:roundId/closing', async (req, res) => {
    const round = await roundOf(req);
    callerOfRequest(req).demand('runRounds', round.unitIds);
    const t = roundTexts[readLanguage(req)];
    const sent = await readClosing(req);
    if (roundState(round, now()) === 'closed') throw alreadyClosed();
    const closesAt = sent.act === 'now' ? now() : typedInstant(sent.closes);
    const faults: Record<string, string> = {};
    if (!closesAt) faults['closes'] = t.faults.time;
    else if (sent.act === 'move' && closesAt <= round.opensAt) faults['closes'] = t.faults.closesFirst;
    else if (sent.act === 'move' && closesAt <= now()) faults['closes'] = t.faults.closesInPast;
    if (sent.reason === '') faults['reason'] = t.faults.reason;
    if (!closesAt || Object.keys(faults).length > 0) {
      await show(req, res.status(422), round, { ...sent, faults });
      return;
    }
    const entry = auditEntry({
      at: now(),
      by: callerOfRequest(req).actor,
      kind: 'round.closingMoved',
      unitIds: round.unitIds,
      subject: { id: round.id, label: round.title.vi },
      before: { closesAt: round.closesAt.toISOString() },
      after: { closesAt: closesAt.toISOString(), reason: sent.reason },
    });
    if (!(await stores.rounds.moveClosing(round, closesAt, entry))) throw changedMeanwhile();
    res.redirect(303, `/staff/rounds/${round.id}?done=${sent.act === 'now' ? 'closed' : 'moved'}`);
  });

  return router;
}

function alreadyClosed(): Problem {
  return new Problem('closed', { vi: roundTexts.vi.faults.notClosed, en: roundTexts.en.faults.notClosed });
}

function linksOf(
  caller: Caller,
  { id, unitIds, resultsFor }: Round,
  isGoing: boolean,
): readonly (readonly [string, 'progress' | 'plan' | 'results' | 'makePoints' | 'copy'])[] {
  const mayRun = caller.mayOnAll('runRounds', unitIds);
  return [
    ...(isGoing && caller.holds('makeAccessPoints')
      ? [[`/staff/access-points/new?round=${id}`, 'makePoints'] as const]
      : []),
    ...(caller.holds('followRounds') ? [[`/staff/rounds/${id}/progress`, 'progress'] as const] : []),
    ...(caller.mayOnAll('planSamples', unitIds) ? [[`/staff/rounds/${id}/plan`, 'plan'] as const] : []),
    ...(resultsFor === 'everybody' ? [[`/results/${id}`, 'results'] as const] : []),
    ...(mayRun ? [[`/staff/rounds/new?copyOf=${id}`, 'copy'] as const] : []),
  ];
}
