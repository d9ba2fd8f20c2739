/** Responses of each of the last days as columns, with what the plan needs each day as a line. */
import { barChart } from '../../platform/charts/barChart.ts';
import { dayColumns } from '../../platform/charts/dayColumns.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { lastDayOf, type Round } from '../../design/rounds/round.ts';
import { samplePlanTexts } from './texts.ts';

const daysShown = 14;
const dayMs = 24 * 60 * 60 * 1000;

/** The last fourteen days of a round until now. */
export function lastDays({ closesAt }: Pick<Round, 'closesAt'>, now: Date): readonly string[] {
  const [today, last] = [dayOf(now), lastDayOf(closesAt)];
  const to = last < today ? last : today;
  return Array.from({ length: daysShown }, (_, index) => addDays(to, index + 1 - daysShown));
}

/** Responses that the plan needs each day of the round, at an even pace. */
export function plannedPerDay(
  { opensAt, closesAt }: Pick<Round, 'opensAt' | 'closesAt'>,
  units: readonly { readonly quota: number }[],
): number {
  const days = Math.max(1, Math.ceil((closesAt.getTime() - opensAt.getTime()) / dayMs));
  return units.reduce((sum, { quota }) => sum + quota, 0) / days;
}

/**
 * For `views/processing/samplePlans/days.ejs`, and `chart` for files.
 *
 * @returns undefined when nothing came on any of the days
 */
export function dayChart(
  days: readonly string[],
  byDay: ReadonlyMap<string, number>,
  perDay: number | undefined,
  language: PageLanguage,
) {
  const t = samplePlanTexts[language];
  const counts = days.map((day) => byDay.get(day) ?? 0);
  const columns = dayColumns(counts, perDay);
  if (!columns) return undefined;
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const bars = days.map((day, index) => ({ label: String(Number(day.slice(8))), count: counts[index]! }));
  const said = days.map((day, index) => `${dayText(day, language)}: ${count.format(counts[index]!)}`);
  return {
    ...columns,
    bars: columns.bars.map((bar, index) => ({ ...bar, text: count.format(counts[index]!) })),
    chart: barChart(bars, perDay)!,
    first: dayText(days[0]!, language),
    last: dayText(days.at(-1)!, language),
    description: `${t.byDay}. ${said.join('; ')}`,
    caption:
      perDay === undefined
        ? t.byDayCaption
        : `${t.byDayCaption} ${t.perDay({ perDay: count.format(perDay) })}`,
  };
}
