/**
 * How far apart two of many figures have to be, in standard errors of their difference, so that chance alone seldom makes
 * any of them look different: by simulation, with the same draws every time.
 */
import { normalDraws, normalQuantile } from './normal.ts';

const DRAWS = 10_000;
/** Any number will do, so long as it never changes: a published set must come out the same again. */
const SEED = 20_220_519;
const CONFIDENCE = 0.95;

/** The critical value of all pairs at once; Bonferroni's where simulation gives a larger one. */
export function simultaneousCriticalValue(errors: readonly number[]): number {
  if (errors.length < 2) return 0;
  const ofDraw = new Float64Array(DRAWS);
  eachDraw(errors, (greatest, draw) => (ofDraw[draw] = most(greatest)));
  return ofAllPairs(errors.length, ofDraw);
}

/** For each unit the critical value of its own pairs. */
export function marginalCriticalValues(errors: readonly number[]): number[] {
  if (errors.length < 2) return errors.map(() => 0);
  const ofDraw = new Float64Array(DRAWS);
  const ofUnits = errors.map(() => new Float64Array(DRAWS));
  eachDraw(errors, (greatest, draw) => {
    ofDraw[draw] = most(greatest);
    ofUnits.forEach((ofUnit, unit) => (ofUnit[draw] = greatest[unit]!));
  });
  const bonferroni = normalQuantile((1 - CONFIDENCE) / (errors.length - 1));
  const atMost = Math.min(ofAllPairs(errors.length, ofDraw), bonferroni);
  return ofUnits.map((ofUnit) => Math.min(atMost, quantile(ofUnit)));
}

function ofAllPairs(units: number, ofDraw: Float64Array): number {
  const bonferroni = normalQuantile((1 - CONFIDENCE) / ((units * (units - 1)) / 2));
  return Math.min(bonferroni, quantile(ofDraw));
}

/** Gives for each draw, by unit, the largest studentised difference from another unit; the array is the same each time. */
function eachDraw(errors: readonly number[], use: (greatest: Float64Array, draw: number) => void): void {
  const drawn = normalDraws(SEED);
  // Larger errors first, so that the draws do not depend on the order in which units were given.
  const order = errors.map((_, unit) => unit).sort((one, other) => errors[other]! - errors[one]!);
  const ordered = order.map((unit) => errors[unit]!);
  const scales = pairScales(ordered);
  const values = new Float64Array(errors.length);
  const greatest = new Float64Array(errors.length);
  const byUnit = new Float64Array(errors.length);
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let place = 0; place < values.length; place++) values[place] = ordered[place]! * drawn();
    findGreatest(values, scales, greatest);
    for (let place = 0; place < values.length; place++) byUnit[order[place]!] = greatest[place]!;
    use(byUnit, draw);
  }
}

function findGreatest(values: Float64Array, scales: Float64Array, greatest: Float64Array): void {
  greatest.fill(0);
  let pair = 0;
  for (let one = 0; one < values.length; one++) {
    const value = values[one]!;
    let own = greatest[one]!;
    for (let other = one + 1; other < values.length; other++) {
      const difference = Math.abs(value - values[other]!) * scales[pair++]!;
      if (difference > own) own = difference;
      if (difference > greatest[other]!) greatest[other] = difference;
    }
    greatest[one] = own;
  }
}

function most(numbers: Float64Array): number {
  let found = 0;
  for (const number of numbers) if (number > found) found = number;
  return found;
}

/** 1/√(v_j+v_k) of each pair in turn; 0 where both are certain, since they do not vary. */
function pairScales(errors: readonly number[]): Float64Array {
  const scales = new Float64Array((errors.length * (errors.length - 1)) / 2);
  let pair = 0;
  errors.forEach((one, place) => {
    for (const other of errors.slice(place + 1)) {
      const spread = Math.hypot(one, other);
      scales[pair++] = spread === 0 ? 0 : 1 / spread;
    }
  });
  return scales;
}

/** The smallest value that at least 95 % of the draws do not exceed. */
function quantile(draws: Float64Array): number {
  const rising = draws.slice().sort();
  return rising[Math.ceil(CONFIDENCE * rising.length) - 1]!;
}
