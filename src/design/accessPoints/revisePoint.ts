/**
 * Pausing, resuming, ending and re-targeting a point: each adds a revision that begins now. Earlier responses stay
 * where they were.
 */
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { Problem } from '../../platform/problem.ts';
import { accessPointTexts } from './texts.ts';
import { changedByOthers } from '../../platform/text/problemOf.ts';
import type { AccessPoint, Revision } from './accessPoint.ts';
import type { PointAction } from './input.ts';
import { pointState, type PointState } from './pointLine.ts';
import type { AccessPointStore } from './store.ts';

export type Target = Pick<Revision, 'roundId' | 'unitId' | 'serviceId'>;

const kinds = {
  pause: 'accessPoint.paused',
  resume: 'accessPoint.resumed',
  end: 'accessPoint.ended',
  move: 'accessPoint.moved',
} as const satisfies Record<PointAction, AuditEntry['kind']>;

/** What may be done in a state; an ended point can still be given another unit, since its code is printed. */
export function actionsIn(state: PointState): readonly PointAction[] {
  if (state === 'ended') return ['move'];
  return state === 'paused' ? ['resume', 'end', 'move'] : ['pause', 'end', 'move'];
}

/**
 * @param target of a move; else the point keeps its target
 * @param seen number of the last revision that the person saw
 * @throws Problem conflict when the point was changed meanwhile, or has a revision that has not begun yet
 */
export async function revisePoint(
  point: AccessPoint,
  { action, target, seen }: { action: PointAction; target?: Target | undefined; seen: number },
  by: NonNullable<AuditEntry['by']>,
  { accessPoints, now }: { accessPoints: AccessPointStore; now: Date },
): Promise<void> {
  const last = point.revisions.at(-1)!;
  if (last.from > now) throw hasPlannedRevision();
  if (last.number !== seen || !actionsIn(pointState(point, undefined, now)).includes(action))
    throw changedMeanwhile();
  const { roundId, unitId, serviceId } = target ?? last;
  const stop = action === 'pause' ? 'paused' : 'ended';
  const next: Revision = {
    number: last.number + 1,
    roundId,
    unitId,
    ...(serviceId === undefined ? {} : { serviceId }),
    from: now,
    ...(action === 'pause' || action === 'end' ? { to: now, stop } : {}),
  };
  const entry = auditEntry({
    at: now,
    by,
    kind: kinds[action],
    unitIds: [...new Set([last.unitId, unitId])],
    subject: { id: point.id, label: point.code },
    before: { round: last.roundId, unit: last.unitId, service: last.serviceId ?? '*' },
    after: { round: roundId, unit: unitId, service: serviceId ?? '*', revision: String(next.number) },
  });
  if (!(await accessPoints.revise(point, next, entry))) throw changedMeanwhile();
}

const changedMeanwhile = (): Problem => changedByOthers(accessPointTexts, (t) => t.thisPoint);

function hasPlannedRevision(): Problem {
  return new Problem('conflict', {
    vi: 'Điểm khảo sát này đã có một lần điều chỉnh hẹn trước, nên chưa thay đổi thêm được.',
    en: 'This access point has a revision that is yet to begin, so it cannot be changed further now.',
  });
}
