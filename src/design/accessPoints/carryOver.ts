/**
 * Access points of closed rounds continue in a round that follows: printed codes, posters and paired kiosks stay in
 * use.
 */
import type { Caller } from '../../access/accounts/caller.ts';
import { isInRound } from '../rounds/concerns.ts';
import { roundState, takesChannel, type Round } from '../rounds/round.ts';
import type { Channel } from './accessPoint.ts';
import type { Follower } from './followUnitChange.ts';
import { pointState } from './pointLine.ts';
import type { Stores } from '../stores.ts';

/** Codes were made for their round, and an imported file creates a point for itself. */
const staying: readonly Channel[] = ['code', 'import'];

/** @returns points of the caller's units in closed rounds that precede this one; stopped points stay stopped */
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

/** Each round once, even if rounds refer to each other in a cycle. */
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
