/** The outcome of a draw: response rate, and the population of each stratum. */
import { ratio, sumOfRatios, type Ratio } from '../../statistics/estimation/ratio.ts';
import { rounded, type Decimal } from '../../statistics/estimation/rounding.ts';
import type { FrameStratum } from './frame.ts';

export interface FieldedStratum extends Pick<FrameStratum, 'people' | 'drawn' | 'outcomes'> {
  /** Valid responses. */
  readonly answers: number;
}

const decimals = 1;

/**
 * Eligible people of the stratum, N_h: the number on the list less the ineligible share found in the draw, rounded to a whole
 * person.
 *
 *     N_h · (drawn − ineligible)/drawn
 */
export function eligiblePeople({ people, drawn, outcomes }: Omit<FieldedStratum, 'answers'>): number {
  if (drawn === 0) return people;
  return Math.round((people * (drawn - outcomes.ineligible)) / drawn);
}

/** The outcomes of a stratum exceed the number of people drawn. */
export function isOverfull({ drawn, outcomes, answers }: Omit<FieldedStratum, 'people'>): boolean {
  const { refused, notReached, ineligible } = outcomes;
  return answers + refused + notReached + ineligible > drawn;
}

/**
 * The lowest of AAPOR's response rates, RR1: answers divided by all who were drawn and not found ineligible. People who
 * refused, were not reached, or were not heard of count in the denominator.
 *
 *     RR1 = Σ answers / Σ (drawn − ineligible)
 *
 * @returns percent with one decimal; undefined if nobody eligible was drawn
 * @see AAPOR, Standard Definitions, 10th edition (2023)
 */
export function responseRate(strata: readonly FieldedStratum[]): Decimal | undefined {
  const answers = strata.reduce((sum, one) => sum + one.answers, 0);
  const asked = strata.reduce((sum, { drawn, outcomes }) => sum + drawn - outcomes.ineligible, 0);
  return asked === 0 ? undefined : rounded(BigInt(answers) * 100n, BigInt(asked), decimals);
}

/** The same with each person weighted by N_h/drawn_h: the estimate of the rate in the population. */
export function weightedResponseRate(strata: readonly FieldedStratum[]): Decimal | undefined {
  const sampled = strata.filter(({ drawn }) => drawn > 0);
  const weighted = (countOf: (stratum: FieldedStratum) => number): Ratio =>
    sumOfRatios(sampled.map((one) => ratio(one.people * countOf(one), one.drawn)));
  const answers = weighted((one) => one.answers);
  const asked = weighted(({ drawn, outcomes }) => drawn - outcomes.ineligible);
  if (asked.numerator === 0n) return undefined;
  const above = answers.numerator * asked.denominator * 100n;
  return rounded(above, answers.denominator * asked.numerator, decimals);
}

/** The population of each unit, by id. */
export function peopleByUnit(strata: readonly FrameStratum[]): Record<string, number> {
  const people: Record<string, number> = {};
  for (const stratum of strata) {
    people[stratum.unitId] = (people[stratum.unitId] ?? 0) + eligiblePeople(stratum);
  }
  return people;
}
