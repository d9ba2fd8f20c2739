/** By weekday and hour, when the responses of a round came: counts that the public ledger lists as well. */
import { lastDayOf, type Round } from '../../design/rounds/round.ts';
import { weekHours, type WeekHours } from '../../collection/quality/weekHours.ts';
import { qualityTexts } from '../../collection/quality/texts.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { plainTable } from '../../platform/tables/table.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import type { Download } from '../../platform/web/download.ts';
import type { Stores } from '../stores.ts';

/** Four of each weekday, so that weekdays can be compared. */
const daysShown = 28;
/** For more, a page would take too long. */
const pointsMax = 500;
const shades = 5;

export interface ResponseHours extends WeekHours {
  readonly from: string;
  readonly to: string;
}

/**
 * The last four weeks of whole days; of a closed round, its last.
 *
 * @returns undefined without responses, and for more than 500 access points
 */
export async function responseHours(
  stores: Pick<Stores, 'accessPoints' | 'quality'>,
  round: Pick<Round, 'id' | 'closesAt'>,
  unitIds: ReadonlySet<string>,
  now: Date,
): Promise<ResponseHours | undefined> {
  const [yesterday, last] = [addDays(dayOf(now), -1), lastDayOf(round.closesAt)];
  const to = last < yesterday ? last : yesterday;
  const from = addDays(to, 1 - daysShown);
  const locations = (await stores.accessPoints.list()).flatMap(({ id, revisions }) =>
    revisions
      .filter(({ roundId, unitId }) => roundId === round.id && unitIds.has(unitId))
      .map(({ number }) => ({ accessPointId: id, revision: number })),
  );
  if (locations.length > pointsMax) return undefined;
  const found = weekHours(await stores.quality.countForms(locations, from, to));
  return found && { ...found, from, to };
}

/** For `views/processing/quality/hours.ejs`: a row for each hour, a shade for each share of the most. */
export function responseHoursWords({ hours, weekdays, from, to }: ResponseHours, language: PageLanguage) {
  const t = qualityTexts[language].weekHours;
  const most = Math.max(...weekdays.flat());
  return {
    t,
    hint: t.hint({ from: dayText(from, language), to: dayText(to, language) }),
    weekdays: ([1, 2, 3, 4, 5, 6, 7] as const).map((at) => t.weekdays[at]),
    rows: hours.map((hour, index) => ({
      name: t.hour({ hour }),
      cells: weekdays.map((counts) => {
        const forms = counts[index]!;
        return {
          text: countText(forms, language),
          heat: forms === 0 ? undefined : Math.ceil((shades * forms) / most),
        };
      }),
    })),
  };
}

export function responseHoursTaken({ hours, weekdays }: ResponseHours, language: PageLanguage): Download {
  const t = qualityTexts[language].weekHours;
  const names = ([1, 2, 3, 4, 5, 6, 7] as const).map((at) => t.weekdays[at]);
  const rows = hours.map((hour, index) => [t.hour({ hour }), ...weekdays.map((counts) => counts[index]!)]);
  return { key: 'weekHours', title: t.title, table: plainTable([t.hourHeading, ...names], rows) };
}
