/** Access points of the round before go over to a round that follows it: what is printed, put up and paired stays in use. */
import type { Caller } from '../accounts/caller.ts';
import { isInRound } from '../rounds/concerns.ts';
import { roundState, takesChannel, type Round } from '../rounds/round.ts';
import type { Stores } from '../stores.ts';
import type { Channel } from './accessPoint.ts';
import type { Follower } from './followAct.ts';
import { pointState } from './pointLine.ts';

/** Codes were made for their round, and a file that is imported makes its own point. */
const staying: readonly Channel[] = ['code', 'import'];

/** @returns those of the caller's units that wait for a round since the one before is over; what was stopped stays stopped */
export async function pointsToCarry(
  round: Round,
  caller: Caller,
  { stores, now }: { stores: Stores; now: Date },
): Promise<readonly Follower[]> {
  const { previousRoundId } = round;
  if (previousRoundId === undefined || roundState(round, now) === 'closed') return [];
  const [previous, points] = await Promise.all([
    stores.rounds.find(previousRoundId),
    stores.accessPoints.list(),
  ]);
  return points.flatMap((point) => {
    const { roundId, unitId, serviceId } = point.revisions.at(-1)!;
    const goesOn =
      roundId === previousRoundId &&
      pointState(point, previous, now) === 'roundClosed' &&
      !staying.includes(point.channel) &&
      takesChannel(round, point.channel) &&
      caller.units.lives(unitId) &&
      isInRound(caller, round, unitId) &&
      caller.may('makeAccessPoints', unitId);
    const target = { roundId: round.id, unitId, ...(serviceId !== undefined && { serviceId }) };
    return goesOn ? [{ point, target }] : [];
  });
}
