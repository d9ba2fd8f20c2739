/** Access points of units that a change has ended pass to the successors, in a round that includes these. */
import type { AuditEntry } from '../../access/audit/entry.ts';
import { roundState, takesChannel, type Round } from '../rounds/round.ts';
import { endedBy, type Succession } from '../../registers/units/succession.ts';
import type { Unit } from '../../registers/units/unit.ts';
import { unitsAsOf } from '../../registers/units/unitAsOf.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import type { AccessPoint } from './accessPoint.ts';
import { pointState } from './pointLine.ts';
import { revisePoint, type Target } from './revisePoint.ts';
import type { AccessPointStore } from './store.ts';

export interface Follower {
  readonly point: AccessPoint;
  readonly target: Target;
}

export interface FollowContext {
  readonly changes: readonly Succession[];
  /** After all changes. */
  readonly units: readonly Unit[];
  readonly points: readonly AccessPoint[];
  readonly rounds: readonly Round[];
  readonly now: Date;
}

/**
 * Points that can pass to the round now, each with its successor on the round's day. Points in an open round stay until
 * it closes, since the round includes only their old unit; stopped points stay stopped.
 */
export function followersOf(
  change: Succession,
  round: Round,
  { changes, units, points, rounds, now }: FollowContext,
): readonly Follower[] {
  if (round.unitsOn < change.on || roundState(round, now) === 'closed') return [];
  const gone = new Set(endedBy(change));
  const heirOf = unitsAsOf(changes, round.unitsOn);
  const tree = unitTreeOn(units, round.unitsOn);
  const inRound = new Set(round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : [])));
  const byId = new Map(rounds.map((each) => [each.id, each]));
  return points.flatMap((point) => {
    const last = point.revisions.at(-1)!;
    if (!gone.has(last.unitId) || !takesChannel(round, point.channel)) return [];
    const { unitId } = heirOf(last.unitId);
    const isFree = pointState(point, byId.get(last.roundId), now) === 'roundClosed';
    if (!isFree || unitId === undefined || !inRound.has(unitId)) return [];
    const { serviceId } = last;
    return [{ point, target: { roundId: round.id, unitId, ...(serviceId !== undefined && { serviceId }) } }];
  });
}

/** Moves them one by one; after an interruption, the rest is found again. */
export async function follow(
  followers: readonly Follower[],
  by: NonNullable<AuditEntry['by']>,
  context: { readonly accessPoints: AccessPointStore; readonly now: Date },
): Promise<void> {
  for (const { point, target } of followers) {
    const seen = point.revisions.at(-1)!.number;
    await revisePoint(point, { action: 'move', target, seen }, by, context);
  }
}
