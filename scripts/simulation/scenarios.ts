/** The rounds with which the claims of the methodology are tested. */
import type { MadeUpRound, MadeUpUnit } from './coverage.ts';

export interface Scenario {
  readonly name: string;
  readonly of: 'weighted' | 'firstUnit';
  readonly round: Omit<MadeUpRound, 'satisfied' | 'correlation'>;
}

const several = (number: number, unit: MadeUpUnit): MadeUpUnit[] =>
  Array.from({ length: number }, () => unit);

const lone = (respondents: number, more: Partial<Scenario['round']> = {}): Scenario['round'] => ({
  units: [{ respondents }],
  questions: 22,
  ...more,
});

/** One unit represents 60 % of the population with 12 respondents; nine units of 100 respondents represent the rest. */
const concentrated = (offset: number): readonly MadeUpUnit[] => [
  { respondents: 12, population: 54_000, offset },
  ...several(9, { respondents: 100, population: 4000, offset: -offset / 2 }),
];

export const scenarios: readonly Scenario[] = [
  ...[12, 30, 50, 100, 300].map((respondents): Scenario => ({
    name: `a lone unit, n = ${respondents}`,
    of: 'firstUnit',
    round: lone(respondents),
  })),
  {
    name: 'a lone unit, n = 30, Korn–Graubard',
    of: 'firstUnit',
    round: lone(30, { interval: 'kornGraubard' }),
  },
  { name: 'a lone unit, n = 30, one question', of: 'firstUnit', round: lone(30, { questions: 1 }) },
  {
    name: 'one of 12 units of n = 30',
    of: 'firstUnit',
    round: { units: several(12, { respondents: 30 }), questions: 22 },
  },
  {
    name: '10 strata, 60 % of the weight on n = 12',
    of: 'weighted',
    round: { units: concentrated(0), questions: 22 },
  },
  {
    name: 'the same, that stratum 4 points below and the others 2 above',
    of: 'weighted',
    round: { units: concentrated(-0.04), questions: 22 },
  },
  {
    name: '12 strata of n = 20, drawn of 30 to 85',
    of: 'weighted',
    round: {
      units: Array.from({ length: 12 }, (_, unit) => ({ respondents: 20, population: 30 + 5 * unit })),
      questions: 22,
      isProbability: true,
    },
  },
];
