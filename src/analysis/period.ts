/**
 * Periods within a round. Two periods tell what lies between them: 1 to 10 March beside 1 to 11 March is the 11th by itself.
 * A day that a table by day shows may be told so. Days that it hides are put together into bundles that cover each other,
 * and a period has all or none of a bundle.
 */
import { addDays, isCalendarDay } from '../calendarDay.ts';
import type { Round } from '../rounds/round.ts';
import { MINIMUM_RANGE } from '../satisfaction/hiding.ts';
import { MINIMUM_PEOPLE } from '../satisfaction/variants.ts';
import { dayOf } from '../submissions/submission.ts';

/** Days, `YYYY-MM-DD`, both of them within. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The days on which a round was open. */
export function roundPeriod({ opensAt, closesAt }: Pick<Round, 'opensAt' | 'closesAt'>): Period {
  return { from: dayOf(opensAt), to: dayOf(new Date(closesAt.getTime() - 1)) };
}

export function daysIn({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The months of a period, `YYYY-MM`, each with those of its days that are within. */
export function monthsIn(period: Period): ReadonlyMap<string, Period> {
  const months = new Map<string, Period>();
  for (const day of daysIn(period)) {
    const month = day.slice(0, 7);
    months.set(month, { from: months.get(month)?.from ?? day, to: day });
  }
  return months;
}

export type PeriodFault = 'notADay' | 'outside' | 'upsideDown';

export type TypedPeriod =
  | { readonly period: Period | undefined; readonly fault?: undefined }
  | { readonly fault: PeriodFault; readonly at: keyof Period };

/** What was typed, as days or as months; an end that is left empty is that of the round. */
export function typedPeriod(typed: Period, round: Period): TypedPeriod {
  if (typed.from === '' && typed.to === '') return { period: undefined };
  const ends = { ...round };
  for (const at of ['from', 'to'] as const) {
    if (typed[at] === '') continue;
    const days = typedDays(typed[at]);
    if (!days) return { fault: 'notADay', at };
    if (days.to < round.from || days.from > round.to) return { fault: 'outside', at };
    ends[at] = at === 'from' ? latest(days.from, round.from) : earliest(days.to, round.to);
  }
  return ends.from > ends.to ? { fault: 'upsideDown', at: 'to' } : { period: ends };
}

function typedDays(text: string): Period | undefined {
  if (isCalendarDay(text)) return { from: text, to: text };
  const first = `${text}-01`;
  if (!isCalendarDay(first)) return undefined;
  const next = `${addDays(first, 31).slice(0, 7)}-01`;
  return { from: first, to: addDays(next, -1) };
}

const latest = (one: string, other: string): string => (one > other ? one : other);
const earliest = (one: string, other: string): string => (one < other ? one : other);

/** Forms of one day that a table by day hides. */
export interface HiddenDay {
  readonly day: string;
  readonly people: number;
  /** Of them, those who answered within the scope. */
  readonly answered: number;
}

/** Days, rising, that are told together or not at all. */
export type Bundle = readonly string[];

/**
 * Hidden days that follow each other, so many in each bundle that none of them can be worked out. Any two periods that have
 * all or none of each bundle differ by days that are shown, and by whole bundles. Where its days allow it a month ends with a
 * bundle, so that it can be told itself.
 *
 * @see docs/methodology.md, section 9
 */
export function bundlesOf(hiddenDays: readonly HiddenDay[]): readonly Bundle[] {
  return bundlesIn(inOrder(hiddenDays).map((day) => [day]));
}

/** The same of whole months, where no day is shown at all: what they tell of a month is told by single forms as well. */
export function bundlesOfMonths(days: readonly HiddenDay[]): readonly Bundle[] {
  const months = new Set(inOrder(days).map(monthOf));
  return bundlesIn([...months].map((month) => days.filter((day) => monthOf(day) === month)));
}

function bundlesIn(steps: readonly (readonly HiddenDay[])[]): readonly Bundle[] {
  const bundles: HiddenDay[][] = [];
  let open: HiddenDay[] = [];
  for (const step of steps) {
    const last = bundles.at(-1);
    const isOver = (month: string): boolean => month !== monthOf(step[0]!);
    const [begun] = open;
    if (last && begun && monthOf(last[0]!) === monthOf(begun) && isOver(monthOf(begun)))
      last.push(...open.splice(0));
    open.push(...step);
    if (!coverEachOther(open)) continue;
    bundles.push(open);
    open = [];
  }
  while (open.length > 0 && bundles.length > 0 && !coverEachOther(open)) open = [...bundles.pop()!, ...open];
  return [...bundles, ...(open.length > 0 ? [open] : [])].map((days) => inOrder(days).map(({ day }) => day));
}

const inOrder = (days: readonly HiddenDay[]): HiddenDay[] =>
  days.toSorted((one, other) => (one.day < other.day ? -1 : 1));

const monthOf = ({ day }: HiddenDay): string => day.slice(0, 7);

function coverEachOther(days: readonly HiddenDay[]): boolean {
  return (['people', 'answered'] as const).every((count) => {
    const counts = days.map((day) => day[count]).filter((people) => people > 0);
    const together = counts.reduce((sum, people) => sum + people, 0);
    const range = together - counts.length;
    return (
      counts.length === 0 || (counts.length >= 2 && together >= MINIMUM_PEOPLE && range >= MINIMUM_RANGE)
    );
  });
}

/** Whether a period has all or none of each bundle. */
export function keepsBundles(period: Period, bundles: readonly Bundle[]): boolean {
  return !bundles.some((bundle) => isCut(bundle, period));
}

function isCut(bundle: Bundle, { from, to }: Period): boolean {
  const within = bundle.filter((day) => from <= day && day <= to);
  return within.length > 0 && within.length < bundle.length;
}

/** The same period, begun earlier and ended later so that it cuts no bundle. */
export function nearestPeriod(period: Period, bundles: readonly Bundle[]): Period {
  const cut = bundles.find((bundle) => isCut(bundle, period));
  if (!cut) return period;
  const wider = { from: earliest(period.from, cut[0]!), to: latest(period.to, cut.at(-1)!) };
  return nearestPeriod(wider, bundles);
}
