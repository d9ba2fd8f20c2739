/** How soon forging is flagged, and how many honest offices are flagged as well, by day. */
import { pastDays, signsOf, windowDays } from '../../src/collection/quality/signs.ts';
import { seededRandom } from '../demo/random.ts';
import { forgingStyles, forgingTimes, makeOffice, type Office } from './office.ts';

export interface CurveOptions {
  readonly seed: number;
  readonly honest: number;
  /** For each time and style of forging. */
  readonly forgingEach: number;
  /** Honest days before the forging begins. */
  readonly past: number;
}

/** Shares flagged by the end of each day since the forging began; entry 0 is day 1. */
export interface Curve {
  readonly honest: readonly number[];
  readonly forging: readonly number[];
  readonly byTime: Readonly<Record<string, readonly number[]>>;
  readonly byStyle: Readonly<Record<string, readonly number[]>>;
}

export function curveOf({ seed, honest, forgingEach, past }: CurveOptions): Curve {
  const random = seededRandom(seed);
  const firstDay = (forging?: Office['forging']) => ({
    forging,
    day: firstPointedOut(makeOffice(random, past + windowDays, forging, past), past),
  });
  const honestDays = Array.from({ length: honest }, () => firstDay());
  const forgingDays = forgingTimes.flatMap((time) =>
    forgingStyles.flatMap((style) => Array.from({ length: forgingEach }, () => firstDay({ time, style }))),
  );
  const by = (isOf: (one: (typeof forgingDays)[number]) => boolean) => shares(forgingDays.filter(isOf));
  return {
    honest: shares(honestDays),
    forging: shares(forgingDays),
    byTime: Object.fromEntries(
      forgingTimes.map((time) => [time, by(({ forging }) => forging?.time === time)]),
    ),
    byStyle: Object.fromEntries(
      forgingStyles.map((style) => [style, by(({ forging }) => forging?.style === style)]),
    ),
  };
}

/** The office is checked every evening; once flagged, it stays so. */
function firstPointedOut({ days }: Office, past: number): number {
  for (let day = 1; day <= windowDays; day++) {
    if (signsOf(days.slice(Math.max(0, past - pastDays), past + day)).length > 0) return day;
  }
  return Infinity;
}

function shares(offices: readonly { readonly day: number }[]): number[] {
  return Array.from(
    { length: windowDays },
    (_, index) => offices.filter(({ day }) => day <= index + 1).length / offices.length,
  );
}

/** Two hundred offices: 80 of them forge, five for each time and style. */
export const theTwoHundred: CurveOptions = { seed: 2026, honest: 120, forgingEach: 5, past: 20 };
