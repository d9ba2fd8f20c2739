/**
 * The holidays of a year as the Labour Code has them, until the authorities announce theirs: a proposal that staff
 * correct and confirm.
 */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { isWeekend } from '../../platform/calendar/workingDays.ts';
import { cultureDayName, cultureDaySource } from './announced.ts';
import { daysFrom, type Holiday } from './holiday.ts';

/** A public holiday on its own days, whatever the days of the week. */
export type PublicHoliday = Pick<Holiday, 'name' | 'firstOn' | 'lastOn'>;

const law = 'Bộ luật Lao động 45/2019/QH14, Điều 111 và 112; phương án nghỉ chưa đối chiếu';

/**
 * Adds to the public holidays the second day of National Day (article 112), Viet Nam Culture Day, and a working day off
 * for each holiday on a weekend (article 111). Holidays that follow each other become one.
 */
export function holidaysByLaw(year: string, all: readonly PublicHoliday[]): readonly Holiday[] {
  const cultureDay = `${year}-11-24`;
  const periods = joined([
    ...all.map((one) => (one.firstOn === `${year}-09-02` ? withAdjacentDay(one) : one)),
    { name: cultureDayName, firstOn: cultureDay, lastOn: cultureDay },
  ]);
  return periods.map((one) => ({
    kind: 'off',
    name: one.name,
    firstOn: one.firstOn,
    lastOn: withDaysGivenBack(one),
    source: one.name === cultureDayName ? cultureDaySource : law,
    isConfirmed: false,
  }));
}

/** The adjacent weekday of National Day; of two, the one next to a weekend, or else the day before. */
function withAdjacentDay({ name, firstOn, lastOn }: PublicHoliday): PublicHoliday {
  const [before, after] = [addDays(firstOn, -1), addDays(lastOn, 1)];
  const isAfter = isWeekend(before) || (!isWeekend(after) && isWeekend(addDays(after, 1)));
  return isAfter ? { name, firstOn, lastOn: after } : { name, firstOn: before, lastOn };
}

/** The last day when each day of the holiday on a weekend is given back by the next working day. */
function withDaysGivenBack({ firstOn, lastOn }: PublicHoliday): string {
  let last = lastOn;
  for (let owed = daysFrom(firstOn, lastOn).filter(isWeekend).length; owed > 0;) {
    last = addDays(last, 1);
    if (!isWeekend(last)) owed -= 1;
  }
  return last;
}

/** In the order of days; a holiday within another one is left out, and names of neighbours are joined. */
function joined(all: readonly PublicHoliday[]): readonly PublicHoliday[] {
  const sorted = all.toSorted(
    (one, other) => one.firstOn.localeCompare(other.firstOn) || other.lastOn.localeCompare(one.lastOn),
  );
  const periods: PublicHoliday[] = [];
  for (const one of sorted) {
    const last = periods.at(-1);
    if (!last || one.firstOn > addDays(last.lastOn, 1)) periods.push(one);
    else if (one.lastOn > last.lastOn) {
      const name = { vi: `${last.name.vi}, ${one.name.vi}`, en: `${last.name['en']}, ${one.name['en']}` };
      periods.splice(-1, 1, { name, firstOn: last.firstOn, lastOn: one.lastOn });
    }
  }
  return periods;
}
