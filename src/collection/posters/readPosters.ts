/** Loads the posters of access points, with the current names and survey. */
import { hasPoster, printedAddress, type Poster } from './poster.ts';
import { letterhead } from '../../platform/brand/brand.ts';
import { standing, pointState } from '../../design/accessPoints/pointLine.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { unitName } from '../../registers/units/unit.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface PosterRequest {
  readonly language: Language;
  /** A native speaker has read the translation. */
  readonly isReviewed: boolean;
  readonly origin: string;
  readonly now: Date;
}

/**
 * Points of these units that a poster may lead to, now or soon; undefined: of all units. A link is left out where a QR
 * code leads to the same unit and service: one poster is enough there.
 */
export async function pointsWithPosters(
  stores: Stores,
  unitIds: ReadonlySet<string> | undefined,
  now: Date,
): Promise<readonly AccessPoint[]> {
  const rounds = new Map((await stores.rounds.list()).map((round) => [round.id, round]));
  const points = (await stores.accessPoints.list()).filter((point) => {
    const revision = standing(point, now);
    if (!revision || !hasPoster(point.channel) || (unitIds && !unitIds.has(revision.unitId))) return false;
    const state = pointState(point, rounds.get(revision.roundId), now);
    return state === 'open' || state === 'notYet';
  });
  const ratedAt = (point: AccessPoint): string => {
    const { unitId, serviceId = '' } = standing(point, now)!;
    return `${unitId} ${serviceId}`;
  };
  const haveCode = new Set(points.filter(({ channel }) => channel === 'qr').map(ratedAt));
  return points.filter((point) => point.channel === 'qr' || !haveCode.has(ratedAt(point)));
}

/** In the order of the points. */
export async function readPosters(
  stores: Stores,
  points: readonly AccessPoint[],
  { language, isReviewed, origin, now }: PosterRequest,
): Promise<readonly Poster[]> {
  const [units, services, rounds, { brand }] = await Promise.all([
    stores.units.list(),
    stores.services.list(),
    stores.rounds.list(),
    stores.brand.current(),
  ]);
  const head = letterhead(brand, language);
  const posters = points.map(async (point): Promise<Poster> => {
    const revision = standing(point, now);
    const unit = units.find(({ id }) => id === revision?.unitId);
    const round = rounds.find(({ id }) => id === revision?.roundId);
    const service = services.find(({ id }) => id === revision?.serviceId);
    const survey = await stores.surveys.find(round?.surveyVersionId ?? '');
    return {
      unitName: inLanguage(unitName(unit, dayOf(now)), language),
      serviceName: service && inLanguage(service.name, language),
      address: printedAddress(origin, point.code),
      byLink: point.channel === 'link',
      questionCount: survey?.content.questions.length ?? 0,
      madeUp: round?.madeUp !== undefined,
      language,
      isReviewed,
      letterhead: head,
    };
  });
  return await Promise.all(posters);
}
