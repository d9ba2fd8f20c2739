/**
 * Detects patterns of one person answering for others at human pace. Each sign compares an access point with
 * itself, so an office where nearly everybody is satisfied is no more suspect than another:
 *
 * - `heaps`: answers of one kind come in clusters, close together, in single hours of a day
 * - `hourOfDay`: at one hour of the day one kind is more frequent than at the others
 * - `change`: one kind has become more frequent than in the month before
 *
 * Kinds are narrow (the best level throughout, the second throughout, nearly the best …): an improving office shifts
 * all of them a little, whereas one forger produces one kind. A sign is not proof. The thresholds come from simulated
 * honest offices (scripts/quality/thresholds.ts); docs/quality.md has their effect on other offices.
 */
import type { PointHour } from './pointHour.ts';

export const signKinds = ['clusters', 'hourOfDay', 'change'] as const;
export type SignKind = (typeof signKinds)[number];

/** Kinds of answers, as classes of scores (pointHour.ts). */
export const answerKinds = ['best', 'second', 'nearlyBest', 'veryGood', 'straight'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export interface Sign {
  readonly kind: SignKind;
  /** The kind of answers with the strongest sign. */
  readonly of: AnswerKind;
  /** Excess over the threshold; 0 is on it. */
  readonly excess: number;
}

type Day = readonly PointHour[];

/** Number of working days examined, and number of earlier days for comparison. */
export const windowDays = 10;
export const pastDays = 20;
/** With fewer days, no sign is reported. */
const daysMin = 3;
const pastDaysMin = 10;

const countOf: Record<AnswerKind, (hour: PointHour) => number> = {
  best: ({ scores }) => scores[10]!,
  second: ({ scores }) => scores[5]!,
  nearlyBest: ({ scores }) => scores[8]! + scores[9]!,
  veryGood: ({ scores }) => scores[7]! + scores[8]!,
  straight: ({ straight }) => straight,
};

/** From simulated honest offices, see above. */
const thresholds: Record<SignKind, Record<AnswerKind, number>> = {
  clusters: { best: 2.96, second: 1.43, nearlyBest: 2.2, veryGood: 1.37, straight: 2.14 },
  hourOfDay: { best: 5.56, second: 4.31, nearlyBest: 6.19, veryGood: 5.22, straight: 4.33 },
  change: { best: 3.87, second: 3.2, nearlyBest: 3.85, veryGood: 3.57, straight: 3.07 },
};

/**
 * The signs at a point, strongest first.
 *
 * @param days days with submissions, oldest first: the last ten, and up to twenty before them
 */
export function signsOf(days: readonly Day[]): readonly Sign[] {
  return measuresOf(days)
    .map(({ kind, of, value }) => ({ kind, of, excess: value - thresholds[kind][of] }))
    .filter(({ excess }) => excess > 0)
    .sort((one, other) => other.excess - one.excess)
    .filter(({ kind }, index, all) => all.findIndex((sign) => sign.kind === kind) === index);
}

/** The values that are compared with the thresholds. */
export function measuresOf(days: readonly Day[]): { kind: SignKind; of: AnswerKind; value: number }[] {
  const recent = days.slice(-windowDays);
  const past = days.slice(0, -windowDays).slice(-pastDays);
  if (recent.length < daysMin) return [];
  const pace = paceOf(recent);
  return answerKinds.flatMap((of) => [
    { kind: 'clusters' as const, of, value: clusters(recent, countOf[of], pace) },
    { kind: 'hourOfDay' as const, of, value: hourOfDay(recent, countOf[of]) },
    ...(past.length < pastDaysMin
      ? []
      : [{ kind: 'change' as const, of, value: change(past, recent, countOf[of]) }]),
  ]);
}

// ---------------------------------------------------------------- heaps

const shortGapSeconds = 180;
const sittings = [3, 4, 5];
/** Weight of the hypothesis "no sitting on this day". */
const noSitting = 0.35;
const gapRatioMax = 20;

/**
 * Log-likelihood ratio of two hypotheses about the days: in one hour of each, a few submissions of the kind were
 * entered in one sitting, one after the other; or the submissions of the kind are spread by chance over all of the
 * point's submissions.
 *
 * For b submissions of an hour with n submissions, k of the kind, and a share p of the kind:
 *
 *     C(n−b, k−b)·p^(k−b)·… / C(n, k)·p^k·… = Π (k−i)/(n−i)/p, i < b
 *
 * times the same for the b − 1 short gaps beyond those due to chance and to the office's usual groups. Hours and
 * sizes of the sitting are averaged, since they are unknown.
 */
function clusters(days: readonly Day[], count: (hour: PointHour) => number, pace: Pace): number {
  const hours = days.flat();
  const share = Math.min(0.97, (sumOf(hours, count) + 0.5) / (sumOf(hours, ({ forms }) => forms) + 1));
  let total = 0;
  for (const day of days) {
    const busy = day.filter(({ forms }) => forms > 0);
    if (busy.length === 0) continue;
    const ratios = busy.map((hour) =>
      meanOf(sittings.map((size) => sittingRatio(hour, count(hour), size, share, pace))),
    );
    total += Math.log(noSitting + (1 - noSitting) * meanOf(ratios));
  }
  return total;
}

function sittingRatio(hour: PointHour, ofKind: number, size: number, share: number, pace: Pace): number {
  if (ofKind < size) return 0;
  let ratio = 1;
  for (let one = 0; one < size; one++) ratio *= (ofKind - one) / (hour.forms - one) / share;
  return ratio * gapRatio(hour, size, pace);
}

/** Share of short gaps beyond chance: people who come in groups. */
type Pace = number;

function paceOf(days: readonly Day[]): Pace {
  const hours = days.flat();
  const gaps = sumOf(hours, ({ arrivals }) => Math.max(0, arrivals - 1));
  const byChance = sumOf(hours, ({ arrivals }) => Math.max(0, arrivals - 1) * shortByChance(arrivals));
  if (gaps <= byChance) return 0;
  return Math.min(0.9, Math.max(0, (sumOf(hours, shortGaps) - byChance) / (gaps - byChance)));
}

function gapRatio(hour: PointHour, size: number, pace: Pace): number {
  const { arrivals } = hour;
  if (arrivals < size) return 1; // queued on the kiosk: their pace is unknown
  const short = shortGaps(hour);
  const chance = (n: number) => pace + (1 - pace) * shortByChance(n);
  const honest = binomial(arrivals - 1, short, chance(arrivals));
  const others = arrivals - size;
  const forged = short < size - 1 ? 0 : binomial(others, short - size + 1, chance(others + 1));
  return Math.min(gapRatioMax, forged / Math.max(honest, 1e-6));
}

/** Probability that a gap between n arrivals of an hour is short if arrivals are independent. */
function shortByChance(arrivals: number): number {
  return arrivals < 2 ? 0 : 1 - (1 - shortGapSeconds / 3600) ** arrivals;
}

function shortGaps({ gaps }: PointHour): number {
  return gaps[0]! + gaps[1]! + gaps[2]! + gaps[3]!; // below 180 seconds
}

function binomial(trials: number, hits: number, chance: number): number {
  if (hits < 0 || hits > trials) return 0;
  let ways = 1;
  for (let one = 0; one < hits; one++) ways *= (trials - one) / (one + 1);
  return ways * chance ** hits * (1 - chance) ** (trials - hits);
}

// ---------------------------------------------------------------- hour of the day

/**
 * The largest standardised difference, over the hours of the day, between the count of the kind and its expectation
 * if the day's submissions were assigned to hours by chance. For an hour with n of N submissions, and K of the kind
 * in the whole day: mean n·K/N, variance n·(N−n)/(N−1)·K/N·(1−K/N).
 */
function hourOfDay(days: readonly Day[], count: (hour: PointHour) => number): number {
  const sums = new Map<number, { over: number; variance: number }>();
  for (const day of days) {
    const forms = sumOf(day, (hour) => hour.forms);
    const share = sumOf(day, count) / forms;
    if (forms < 2) continue;
    for (const hour of day) {
      const held = sums.get(hour.hour) ?? { over: 0, variance: 0 };
      held.over += count(hour) - hour.forms * share;
      held.variance += ((hour.forms * (forms - hour.forms)) / (forms - 1)) * share * (1 - share);
      sums.set(hour.hour, held);
    }
  }
  return Math.max(
    0,
    ...[...sums.values()].map(({ over, variance }) => (variance > 0 ? over / Math.sqrt(variance) : 0)),
  );
}

// ---------------------------------------------------------------- change

/**
 * Student's t between the daily shares of the kind on the arcsine scale, on which a share of n submissions has the
 * variance 1/n whatever the share. Days that vary less than by chance are treated as varying by chance.
 */
function change(past: readonly Day[], recent: readonly Day[], count: (hour: PointHour) => number): number {
  const angles = (days: readonly Day[]) =>
    days.map((day) => {
      const forms = sumOf(day, (hour) => hour.forms);
      return 2 * Math.asin(Math.sqrt((sumOf(day, count) + 0.25) / (forms + 0.5)));
    });
  const [before, now] = [angles(past), angles(recent)];
  const freedom = before.length + now.length - 2;
  const byChance = meanOf([...past, ...recent].map((day) => 1 / (sumOf(day, (hour) => hour.forms) + 0.5)));
  const spread = Math.max(byChance, (squaresOf(before) + squaresOf(now)) / freedom);
  return (meanOf(now) - meanOf(before)) / Math.sqrt(spread * (1 / before.length + 1 / now.length));
}

function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOf(hours: readonly PointHour[], count: (hour: PointHour) => number): number {
  return hours.reduce((sum, hour) => sum + count(hour), 0);
}
