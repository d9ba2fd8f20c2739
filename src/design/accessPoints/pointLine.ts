/** An access point as staff see it: what it represents, and whether it accepts responses. */
import { roundState, type Round } from '../rounds/round.ts';
import { revisionAt, whereAnswered, type AccessPoint, type Channel, type Revision } from './accessPoint.ts';
import { locationNames, type Names } from './locationNames.ts';

export type PointState = 'open' | 'notYet' | 'paused' | 'ended' | 'roundClosed';

/** The revision in force, else the coming one, else the last one. */
export function standing(point: AccessPoint, now: Date): Revision | undefined {
  return revisionAt(point, now) ?? point.revisions.find(({ from }) => now < from) ?? point.revisions.at(-1);
}

export function pointState(point: AccessPoint, round: Round | undefined, now: Date): PointState {
  const revision = revisionAt(point, now);
  if (!revision) {
    if (point.revisions.some(({ from }) => now < from)) return 'notYet';
    return point.revisions.at(-1)?.stop === 'paused' ? 'paused' : 'ended';
  }
  const state = round && roundState(round, now);
  if (state === 'notYetOpen') return 'notYet';
  return state === 'open' ? 'open' : 'roundClosed';
}

/** Address of the form; undefined for paper, interviews and files. */
export function pointAddress({ code, channel }: Pick<AccessPoint, 'code' | 'channel'>): string | undefined {
  const where = whereAnswered(channel);
  if (where === 'publicAddress') return `/s/${code}`;
  return where === 'kiosk' ? `/kiosk/${code}` : undefined;
}

export interface PointLine {
  readonly id: string;
  readonly code: string;
  readonly channel: Channel;
  readonly unitId: string;
  readonly unit: string;
  readonly service: string | undefined;
  readonly roundId: string;
  readonly round: string;
  readonly state: PointState;
}

export function pointLine(point: AccessPoint, names: Names, now: Date): PointLine {
  const { unitId, serviceId, roundId } = standing(point, now) ?? { unitId: '', roundId: '' };
  return {
    id: point.id,
    code: point.code,
    channel: point.channel,
    unitId,
    roundId,
    ...locationNames({ unitId, serviceId, roundId }, names),
    state: pointState(point, names.rounds.get(roundId), now),
  };
}
