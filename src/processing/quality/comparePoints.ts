/** What the submissions of an access point look like, compared with the other points of its unit. */
import { calendarDays, workingDays } from '../../collection/quality/lookForSigns.ts';
import {
  formsMin,
  pointQuality,
  shortGapShare,
  type PointQuality,
} from '../../collection/quality/pointQuality.ts';
import { windowDays } from '../../collection/quality/signs.ts';
import type { PointDay } from '../../collection/quality/store.ts';
import { qualityTexts } from '../../collection/quality/texts.ts';
import type { AccessPoint, Revision } from '../../design/accessPoints/accessPoint.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { decimalText, percentText } from '../../platform/text/numbers.ts';
import { nearest } from '../results/lineWords.ts';
import type { RoutesOptions } from '../stores.ts';

/** An access point as it was at one of its revisions. */
export interface Location {
  readonly point: AccessPoint;
  readonly revision: Revision;
}

/** @param number of the revision */
export function locationOf(point: AccessPoint | undefined, number: number): Location | undefined {
  const revision = point?.revisions.find((one) => one.number === number);
  return point && revision && { point, revision };
}

/** The working days before today, with a description of the last ten. */
export async function lookAt(
  { point, revision }: Location,
  { stores, now }: RoutesOptions,
): Promise<{ readonly days: readonly PointDay[]; readonly quality: PointQuality }> {
  const today = dayOf(now());
  const all = await stores.quality.listDays(
    { accessPointId: point.id, revision: revision.number },
    addDays(today, -calendarDays),
  );
  const days = workingDays(all.filter(({ day }) => day < today));
  return { days, quality: pointQuality(days.slice(-windowDays)) };
}

/** The access point and all others that belong to its unit now and have forms. */
export async function comparePoints(
  { point, revision }: Location,
  language: PageLanguage,
  tools: RoutesOptions,
) {
  const t = qualityTexts[language];
  const locations = (await tools.stores.accessPoints.list()).flatMap((other): readonly Location[] => {
    if (other.id === point.id) return [{ point, revision }];
    const last = other.revisions.at(-1);
    return last?.unitId === revision.unitId ? [{ point: other, revision: last }] : [];
  });
  const lines = await Promise.all(
    locations.map(async (location) => {
      const { quality } = await lookAt(location, tools);
      const channel = accessPointTexts[language].channels[location.point.channel];
      const isHere = location.point.id === point.id;
      return {
        isHere,
        code: `${location.point.code}, ${channel}${isHere ? ` (${t.here})` : ''}`,
        ...compared(quality, language),
      };
    }),
  );
  return lines.filter(({ forms, isHere }) => isHere || forms > 0);
}
export type ComparedPoint = Awaited<ReturnType<typeof comparePoints>>[number];

function compared({ forms, dayCount, flags, gaps, apart }: PointQuality, language: PageLanguage) {
  const short = shortGapShare(gaps);
  return {
    forms,
    perDay: decimalText(nearest(dayCount === 0 ? 0 : forms / dayCount, 1), language),
    apart: shareText(apart, forms, language),
    straightShare: shareText(flags.straightLined, forms, language),
    shortGaps: short === undefined ? '–' : percentText(nearest(100 * short, 0), language),
  };
}

/** With few responses, a share would disclose what individuals did. */
export function shareText(part: number, forms: number, language: PageLanguage): string {
  return forms < formsMin
    ? qualityTexts[language].tooFewForms
    : percentText(nearest((100 * part) / forms, 1), language);
}
