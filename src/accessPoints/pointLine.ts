/** An access point as staff see it: what it stands for, and whether it takes answers. */
import type { UnitScope } from '../accounts/unitScope.ts';
import { inLanguage, type PageLanguage } from '../localized.ts';
import { roundState, type Round } from '../rounds/round.ts';
import type { Service } from '../services/service.ts';
import { revisionAt, whereAnswered, type AccessPoint, type Channel, type Revision } from './accessPoint.ts';

export type PointState = 'open' | 'notYet' | 'paused' | 'ended' | 'roundClosed';

/** What the point stands for now, or will, or did last. */
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

/** Where one answers; undefined where people answer on paper, to an interviewer, or in a file. */
export function pointAddress({ code, channel }: Pick<AccessPoint, 'code' | 'channel'>): string | undefined {
  const where = whereAnswered(channel);
  if (where === 'publicAddress') return `/s/${code}`;
  return where === 'kiosk' ? `/kiosk/${code}` : undefined;
}

export interface Names {
  readonly units: UnitScope;
  readonly services: ReadonlyMap<string, Service>;
  readonly rounds: ReadonlyMap<string, Round>;
  readonly language: PageLanguage;
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
  const { units, services, rounds, language } = names;
  const revision = standing(point, now);
  const round = rounds.get(revision?.roundId ?? '');
  const service = services.get(revision?.serviceId ?? '');
  return {
    id: point.id,
    code: point.code,
    channel: point.channel,
    unitId: revision?.unitId ?? '',
    unit: inLanguage(units.name(revision?.unitId ?? ''), language),
    service: service && inLanguage(service.name, language),
    roundId: revision?.roundId ?? '',
    round: round ? inLanguage(round.title, language) : '',
    state: pointState(point, round, now),
  };
}
