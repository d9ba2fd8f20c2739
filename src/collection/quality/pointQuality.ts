/**
 * The quality page of an access point, from its hourly counts: numbers of submissions and arrivals, never of answers.
 */
import { flagKinds, type FlagKind } from './flag.ts';
import { gapsFrom, type PointHour } from './pointHour.ts';
import type { PointDay } from './store.ts';

/** With fewer submissions, no share is shown. */
export const formsMin = 10;
const burstFormsMin = 10;
const burstTimes = 3;
/** Gaps below 180 seconds. */
const shortClasses = gapsFrom.filter((from) => from < 180).length;

interface Burst {
  readonly day: string;
  readonly hour: number;
  readonly forms: number;
  /** Mean of the same hour on the other days. */
  readonly usual: number;
}

export interface PointQuality {
  readonly dayCount: number;
  readonly forms: number;
  readonly apart: number;
  readonly byHour: readonly { readonly hour: number; readonly forms: number }[];
  readonly gaps: readonly number[];
  readonly flags: Readonly<Record<FlagKind, number>>;
  readonly bursts: readonly Burst[];
}

export function pointQuality(days: readonly PointDay[]): PointQuality {
  const hours = days.flatMap((day) => day.hours);
  const sum = (count: (hour: PointHour) => number, of = hours) =>
    of.reduce((total, hour) => total + count(hour), 0);
  const busy = [...new Set(hours.filter(({ forms }) => forms > 0).map(({ hour }) => hour))];
  const [first, last] = [Math.min(...busy), Math.max(...busy)];
  return {
    dayCount: days.length,
    forms: sum(({ forms }) => forms),
    apart: sum(({ apart }) => apart),
    byHour: Array.from({ length: busy.length === 0 ? 0 : last - first + 1 }, (_, index) => ({
      hour: first + index,
      forms: sum(({ hour, forms }) => (hour === first + index ? forms : 0)),
    })),
    gaps: gapsFrom.map((_, index) => sum(({ gaps }) => gaps[index]!)),
    flags: Object.fromEntries(
      flagKinds.map((kind) => [kind, sum(({ flags }) => flags[kind] ?? 0)]),
    ) as Record<FlagKind, number>,
    bursts: burstsIn(days),
  };
}

/** Share of gaps below three minutes; undefined with fewer than ten gaps. */
export function shortGapShare(gaps: readonly number[]): number | undefined {
  const total = gaps.reduce((sum, count) => sum + count, 0);
  const short = gaps.slice(0, shortClasses).reduce((sum, count) => sum + count, 0);
  return total < formsMin ? undefined : short / total;
}

function burstsIn(days: readonly PointDay[]): Burst[] {
  const formsAt = (day: PointDay, hour: number) => day.hours.find((one) => one.hour === hour)?.forms ?? 0;
  return days.flatMap((day) =>
    day.hours.flatMap(({ hour, forms }) => {
      const others = days.filter((other) => other !== day).map((other) => formsAt(other, hour));
      if (others.length < 2 || forms < burstFormsMin) return [];
      const usual = others.reduce((sum, count) => sum + count, 0) / others.length;
      return forms >= burstTimes * usual ? [{ day: day.day, hour, forms, usual }] : [];
    }),
  );
}
