/**
 * Pausing, resuming, ending and re-targeting an access point; and carrying all points of a closed round over to the
 * next.
 */
import type { Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { Problem } from '../../platform/problem.ts';
import { concerns, isInRound } from '../rounds/concerns.ts';
import { roundState, takesChannel } from '../rounds/round.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import type { AccessPoint } from './accessPoint.ts';
import { pointsToCarry } from './carryOver.ts';
import { follow } from './followAct.ts';
import { readRevision, type SentRevision } from './input.ts';
import { standing } from './pointLine.ts';
import { revisePoint, type Target } from './revisePoint.ts';
import type { RoutesOptions } from '../stores.ts';

export function pointChangeRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  /** @throws Problem when the point cannot represent the requested target */
  async function targetOf(caller: Caller, point: AccessPoint, sent: SentRevision): Promise<Target> {
    const [round, services] = await Promise.all([stores.rounds.find(sent.round), stores.services.list()]);
    const offered = servicesOffered(services, caller.units.day, point.revisions.at(-1)?.serviceId);
    const isService = sent.service === '' || offered.some(({ id }) => id === sent.service);
    if (!round || !isService) throw malformedRequest();
    caller.demand('makeAccessPoints', [sent.unit]);
    const takesIt = roundState(round, now()) !== 'closed' && takesChannel(round, point.channel);
    if (!takesIt || !isInRound(caller, round, sent.unit) || !caller.units.lives(sent.unit))
      throw notInRound();
    return {
      roundId: round.id,
      unitId: sent.unit,
      ...(sent.service === '' ? {} : { serviceId: sent.service }),
    };
  }

  router.post('/staff/access-points/:accessPointId/revisions', async (req, res) => {
    const caller = callerOfRequest(req);
    const sent = await readRevision(req);
    const point = await stores.accessPoints.find(req.params.accessPointId);
    if (!point) throw notYours();
    caller.demand('makeAccessPoints', [standing(point, now())?.unitId ?? '']);
    const target = sent.act === 'move' ? await targetOf(caller, point, sent) : undefined;
    await revisePoint(point, { act: sent.act, target, seen: sent.number }, caller.actor, {
      accessPoints: stores.accessPoints,
      now: now(),
    });
    res.redirect(303, `/staff/access-points/${point.id}?done=${sent.act}`);
  });

  /** Statuses: 303, also when no point is left to carry over; 404 when the caller may not see the round. */
  router.post('/staff/rounds/:roundId/points', async (req, res) => {
    const caller = callerOfRequest(req);
    const round = await stores.rounds.find(req.params.roundId);
    if (!round || !concerns(caller, round, 'makeAccessPoints')) throw notYours();
    const followers = await pointsToCarry(round, caller, { stores, now: now() });
    await follow(followers, caller.actor, { accessPoints: stores.accessPoints, now: now() });
    res.redirect(303, `/staff/access-points?round=${round.id}&done=carried`);
  });

  return router;
}

function notInRound(): Problem {
  return new Problem('conflict', {
    vi: 'Chưa chuyển được: đợt đã chọn đã đóng, không dùng kênh này, hoặc không gồm đơn vị này.',
    en: 'Not re-targeted: the chosen round is closed, is not answered in this way, or does not have this unit.',
  });
}
