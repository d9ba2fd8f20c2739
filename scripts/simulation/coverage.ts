/**
 * How often the program's statements about simulated rounds are true: its intervals, its changes and its rank
 * confidence sets.
 */
import { changeBetween } from '../../src/statistics/estimation/change.ts';
import type { CountingPlan } from '../../src/statistics/estimation/countingPlan.ts';
import type { Sample, Stratum } from '../../src/statistics/estimation/estimate.ts';
import { figure, roundDesignEffect, type ShownFigure } from '../../src/statistics/estimation/figure.ts';
import type { Method } from '../../src/statistics/method/method.ts';
import { comparedUnits } from '../../src/statistics/ranking/ranking.ts';
import { rankSets } from '../../src/statistics/ranking/rankSets.ts';
import { WHOLE } from '../../src/statistics/estimation/scope.ts';
import { seededRandom, type Random } from '../demo/random.ts';
import { cellOfPeople, planOf } from './madeUpPeople.ts';

/** A unit of a simulated round. */
export interface MadeUpUnit {
  readonly respondents: number;
  /** Population that it represents, if units are weighted. */
  readonly population?: number;
  /** Added to the round's probability. */
  readonly offset?: number;
}

export interface MadeUpRound {
  readonly units: readonly MadeUpUnit[];
  readonly questions: number;
  /** Between any two answers of a person. */
  readonly correlation: number;
  /** Probability that an answer is satisfied, 0 … 1, before the offset of a unit. */
  readonly satisfied: number;
  readonly interval?: Method['interval'];
  /** Respondents were sampled from their populations; the true value is then the share in the populations. */
  readonly isProbability?: boolean;
}

export interface Repetitions {
  readonly seed: number;
  readonly rounds: number;
}

export interface Coverage {
  /** Share of the rounds in which the interval contained the true value. */
  readonly covered: number;
  /** Mean width, percentage points. */
  readonly widthPoints: number;
  /** Share of the rounds in which the figure would have been published. */
  readonly published: number;
}

/** Of all units weighted by population, or of the first unit alone, with the others providing the design effect. */
export function coverageOf(
  round: MadeUpRound,
  of: 'weighted' | 'firstUnit',
  { seed, rounds }: Repetitions,
): Coverage {
  const plan = planOf(round.interval ?? 'wilson');
  const random = seededRandom(seed);
  const expected = truthOf(round, of);
  let [covered, width, published] = [0, 0, 0];
  for (let one = 0; one < rounds; one++) {
    const units = drawUnits(plan, round, random);
    const shown = figureOf(plan, of === 'weighted' ? units : units.slice(0, 1), units, round);
    const [low, up] = shown.intervalPercent ?? [0, 100];
    const truth = 100 * (round.isProbability ? shareOfAll(plan, round, units, random) : expected);
    if (low <= truth && truth <= up) covered += 1;
    width += up - low;
    if (shown.intervalPercent && !shown.unreliability) published += 1;
  }
  return { covered: covered / rounds, widthPoints: width / rounds, published: published / rounds };
}

/** Share of the pairs of identical rounds in which a unit is reported to have risen or fallen. */
export function falseChanges(round: MadeUpRound, { seed, rounds }: Repetitions): number {
  const plan = planOf(round.interval ?? 'wilson');
  const random = seededRandom(seed);
  const shown = (): ShownFigure => {
    const units = drawUnits(plan, round, random);
    return figureOf(plan, units.slice(0, 1), units, round);
  };
  let moved = 0;
  for (let one = 0; one < rounds; one++) {
    const change = changeBetween(shown(), shown(), 'exact');
    if (change.state === 'shown' && change.movement !== 'notToldApart') moved += 1;
  }
  return moved / rounds;
}

/** Share of the rounds of equally good units in which no unit is distinguished from another. */
export function rankCoverage(round: MadeUpRound, { seed, rounds }: Repetitions): number {
  const plan = planOf('wilson');
  const random = seededRandom(seed);
  let right = 0;
  for (let one = 0; one < rounds; one++) {
    const units = drawUnits(plan, round, random);
    const compared = comparedUnits(
      units.map((unit, index) => ({ key: `u${index}`, figure: figureOf(plan, [unit], units, round) })),
    );
    if (rankSets(compared).every(({ alike }) => alike.length === compared.length - 1)) right += 1;
  }
  return right / rounds;
}

function truthOf({ units, satisfied }: MadeUpRound, of: 'weighted' | 'firstUnit'): number {
  const counted = of === 'firstUnit' ? units.slice(0, 1) : units;
  const weights = counted.map(({ respondents, population = respondents }) => population);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return counted.reduce(
    (sum, { offset = 0 }, location) => sum + (weights[location]! / total) * (satisfied + offset),
    0,
  );
}

function drawUnits(plan: CountingPlan, round: MadeUpRound, random: Random): Stratum[] {
  const { questions, correlation, satisfied } = round;
  return round.units.map(({ respondents, population, offset = 0 }) => ({
    cell: cellOfPeople(
      plan,
      { number: respondents, satisfied: satisfied + offset, correlation, questions },
      random,
    ),
    ...(population !== undefined && { population }),
  }));
}

/** The share in whole populations: those who were sampled, and all others. */
function shareOfAll(
  plan: CountingPlan,
  round: MadeUpRound,
  drawn: readonly Stratum[],
  random: Random,
): number {
  const others = round.units.map(({ respondents, population = respondents, ...unit }) => ({
    ...unit,
    respondents: population - respondents,
  }));
  const all = [...drawn, ...drawUnits(plan, { ...round, units: others }, random)];
  const [score, valid] = [0, 1].map((location) =>
    all.reduce((sum, { cell }) => sum + cell.sums[location]!, 0),
  );
  return score! / valid!;
}

function figureOf(
  plan: CountingPlan,
  strata: readonly Stratum[],
  units: readonly Stratum[],
  { isProbability = false }: MadeUpRound,
): ShownFigure {
  const alone = ({ cell }: Stratum): Sample => ({ strata: [{ cell }], isProbability: false });
  const [first] = strata;
  const sample = strata.length === 1 ? alone(first!) : { strata, isProbability };
  const shown = figure(plan, WHOLE, sample, {
    unitsBasis: 'asCollected',
    purpose: 'monitoring',
    designEffect: roundDesignEffect(plan, WHOLE, units.map(alone)),
  });
  if (shown.state !== 'shown') throw new Error(`a made-up figure is ${shown.state}`);
  return shown;
}
