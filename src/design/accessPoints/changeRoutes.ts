/** Carrying all access points of a closed round over to the next. */
import { notYours } from '../../access/accounts/caller.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { concerns } from '../rounds/concerns.ts';
import type { RoutesOptions } from '../stores.ts';
import { pointsToCarry } from './carryOver.ts';
import { follow } from './followUnitChange.ts';

export const routes: Routes<RoutesOptions> = {
  'POST /staff/rounds/:roundId/points': may('makeAccessPoints', carryPoints),
};

/** Statuses: 303, also when no point is left to carry over; 404 when the caller may not see the round. */
async function carryPoints({ caller, param }: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const round = await stores.rounds.find(param('roundId'));
  if (!round || !concerns(caller, round, 'makeAccessPoints')) throw notYours();
  const followers = await pointsToCarry(round, caller, { stores, now: now() });
  await follow(followers, caller.actor, { accessPoints: stores.accessPoints, now: now() });
  return seeOther(`/staff/access-points?round=${round.id}&done=carried`);
}
