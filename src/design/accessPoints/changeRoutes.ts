/**
 * Pausing, resuming, ending and re-targeting an access point; and carrying all points of a closed round over to the
 * next.
 */
import { notYours } from '../../access/accounts/caller.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { Problem } from '../../platform/problem.ts';
import type { TypedOf } from '../../platform/web/fields.ts';
import { malformedRequest, readBody } from '../../platform/web/input.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import { concerns, isInRound } from '../rounds/concerns.ts';
import { roundState, takesChannel } from '../rounds/round.ts';
import type { RoutesOptions } from '../stores.ts';
import type { AccessPoint } from './accessPoint.ts';
import { pointsToCarry } from './carryOver.ts';
import { follow } from './followUnitChange.ts';
import { revisionFields } from './input.ts';
import { standing } from './pointLine.ts';
import { revisePoint, type Target } from './revisePoint.ts';

export const routes: Routes<RoutesOptions> = {
  'POST /staff/access-points/:accessPointId/revisions': may('makeAccessPoints', changePoint),
  'POST /staff/rounds/:roundId/points': may('makeAccessPoints', carryPoints),
};

async function changePoint(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, param } = context;
  const { stores, now } = tools;
  const sent = await readBody(req, revisionFields);
  const point = await stores.accessPoints.find(param('accessPointId'));
  if (!point) throw notYours();
  caller.demand('makeAccessPoints', [standing(point, now())?.unitId ?? '']);
  const target = sent.action === 'move' ? await targetOf(point, sent, context, tools) : undefined;
  await revisePoint(point, { action: sent.action, target, seen: sent.number }, caller.actor, {
    accessPoints: stores.accessPoints,
    now: now(),
  });
  return seeOther(`/staff/access-points/${point.id}?done=${sent.action}`);
}

/** @throws Problem when the point cannot represent the requested target */
async function targetOf(
  point: AccessPoint,
  sent: TypedOf<typeof revisionFields>,
  { caller }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<Target> {
  const [round, services] = await Promise.all([stores.rounds.find(sent.round), stores.services.list()]);
  const offered = servicesOffered(services, caller.units.day, point.revisions.at(-1)?.serviceId);
  const isService = sent.service === '' || offered.some(({ id }) => id === sent.service);
  if (!round || !isService) throw malformedRequest();
  caller.demand('makeAccessPoints', [sent.unit]);
  const takesIt = roundState(round, now()) !== 'closed' && takesChannel(round, point.channel);
  if (!takesIt || !isInRound(caller, round, sent.unit) || !caller.units.lives(sent.unit)) throw notInRound();
  return {
    roundId: round.id,
    unitId: sent.unit,
    ...(sent.service === '' ? {} : { serviceId: sent.service }),
  };
}

/** Statuses: 303, also when no point is left to carry over; 404 when the caller may not see the round. */
async function carryPoints({ caller, param }: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const round = await stores.rounds.find(param('roundId'));
  if (!round || !concerns(caller, round, 'makeAccessPoints')) throw notYours();
  const followers = await pointsToCarry(round, caller, { stores, now: now() });
  await follow(followers, caller.actor, { accessPoints: stores.accessPoints, now: now() });
  return seeOther(`/staff/access-points?round=${round.id}&done=carried`);
}

function notInRound(): Problem {
  return new Problem('conflict', {
    vi: 'Chưa chuyển được: đợt đã chọn đã đóng, không dùng kênh này, hoặc không gồm đơn vị này.',
    en: 'Not re-targeted: the chosen round is closed, is not answered in this way, or does not have this unit.',
  });
}
