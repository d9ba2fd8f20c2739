/** Access points of rounds that are over go on in one that follows them: what is printed, put up and paired stays in use. */
import type { Caller } from '../../access/accounts/caller.ts';
import { isInRound } from '../rounds/concerns.ts';
import { roundState, takesChannel, type Round } from '../rounds/round.ts';
import type { Channel } from './accessPoint.ts';
import type { Follower } from './followAct.ts';
import { pointState } from './pointLine.ts';
import type { Stores } from '../stores.ts';

/** Codes were made for their round, and a file that is imported makes its own point. */
const staying: readonly Channel[] = ['code', 'import'];

/** @returns those of the caller's units whose round is over, of all rounds that this one follows; what was stopped stays stopped */
export async function pointsToCarry(
  round: Round,
  caller: Caller,
  { stores, now }: { stores: Stores; now: Date },
): Promise<readonly Follower[]> {
  if (round.previousRoundId === undefined || roundState(round, now) === 'closed') return [];
  const [rounds, points] = await Promise.all([stores.rounds.list(), stores.accessPoints.list()]);
  const before = roundsBefore(round, new Map(rounds.map((each) => [each.id, each])));
  return points.flatMap((point) => {
    const { roundId, unitId, serviceId } = point.revisions.at(-1)!;
    const goesOn =
      before.has(roundId) &&
      pointState(point, before.get(roundId), now) === 'roundClosed' &&
      !staying.includes(point.channel) &&
      takesChannel(round, point.channel) &&
      caller.units.lives(unitId) &&
      isInRound(caller, round, unitId) &&
      caller.may('makeAccessPoints', unitId);
    const target = { roundId: round.id, unitId, ...(serviceId !== undefined && { serviceId }) };
    return goesOn ? [{ point, target }] : [];
  });
}

/** Each once, also should somebody have tied them to a ring. */
function roundsBefore(round: Round, all: ReadonlyMap<string, Round>): ReadonlyMap<string, Round> {
  const found = new Map<string, Round>();
  for (
    let before = all.get(round.previousRoundId ?? '');
    before && !found.has(before.id);
    before = all.get(before.previousRoundId ?? '')
  )
    found.set(before.id, before);
  return found;
}
