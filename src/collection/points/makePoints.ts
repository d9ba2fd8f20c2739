/** Makes access points of one kind for many units: first a plan to look at, then the points, each exactly once. */
import { createHash } from 'node:crypto';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import type { CodeKeys } from '../codes/code.ts';
import { makeBatch } from '../codes/makeBatch.ts';
import {
  revisionAt,
  type AccessPoint,
  type Channel,
  type Revision,
} from '../../design/accessPoints/accessPoint.ts';
import { addPoint } from '../../design/accessPoints/addPoint.ts';
import type { Stores } from '../stores.ts';

export interface PointsOrder {
  readonly id: string;
  readonly channel: Channel;
  readonly roundId: string;
  readonly serviceId?: string | undefined;
  readonly unitIds: readonly string[];
  /** One-time codes for each unit. */
  readonly codes: number;
  readonly codesLabel: string;
  readonly again: boolean;
}

export interface PlannedPoint {
  readonly unitId: string;
  /** An existing point for the same purpose, open now or later; another one is made only on request. */
  readonly held?: AccessPoint | undefined;
}

export function plannedPoints(
  order: PointsOrder,
  points: readonly AccessPoint[],
  now: Date,
): readonly PlannedPoint[] {
  const held = new Map<string, AccessPoint>();
  for (const point of points) {
    const revision = revisionAt(point, now);
    const isSame =
      point.channel === order.channel &&
      point.channel !== 'code' &&
      revision?.roundId === order.roundId &&
      revision.serviceId === order.serviceId;
    if (isSame) held.set(revision.unitId, point);
  }
  return order.unitIds.map((unitId) => ({ unitId, held: held.get(unitId) }));
}

/**
 * Ids derive from that of the order, so an order that is repeated, or interrupted and repeated, makes each point
 * once.
 */
export async function makePoints(
  order: PointsOrder,
  by: NonNullable<AuditEntry['by']>,
  { stores, keys, now }: { stores: Stores; keys: CodeKeys; now: Date },
): Promise<void> {
  const own = new Set(order.unitIds.map((unitId) => pointId(order.id, unitId)));
  const others = (await stores.accessPoints.list()).filter(({ id }) => !own.has(id));
  const wanted = plannedPoints(order, others, now).filter(({ held }) => order.again || !held);
  for (let start = 0; start < wanted.length; start += atOnce) {
    await Promise.all(wanted.slice(start, start + atOnce).map(({ unitId }) => makeOne(unitId)));
  }

  async function makeOne(unitId: string): Promise<void> {
    const { channel, roundId, serviceId, codes, codesLabel } = order;
    const id = pointId(order.id, unitId);
    if (channel === 'code') {
      const draft = { id, label: codesLabel, count: codes, roundId, unitId, serviceId };
      await makeBatch(draft, by, { codes: stores.codes, accessPoints: stores.accessPoints, keys, now });
      return;
    }
    const entry = auditEntry({
      at: now,
      by,
      kind: 'accessPoint.made',
      unitIds: [unitId],
      subject: { id, label: channel },
      after: { channel, round: roundId, service: serviceId ?? '*' },
    });
    const service = serviceId === undefined ? {} : { serviceId };
    const revision: Revision = { number: 1, roundId, unitId, ...service, from: now };
    await addPoint({ id, channel, revisions: [revision] }, stores.accessPoints, entry);
  }
}

/** Number of writes that share a flush to disk. */
const atOnce = 50;

function pointId(orderId: string, unitId: string): string {
  const hex = createHash('sha256').update(`${orderId}/${unitId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
