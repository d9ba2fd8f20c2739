/** Simulated people whose answers have a known correlation, so that the true value of a figure is known. */
import { addToCell, emptyCell, type Cell } from '../../src/statistics/estimation/cell.ts';
import { countingPlan, type CountingPlan } from '../../src/statistics/estimation/countingPlan.ts';
import { METHOD_DEFAULTS, type Method } from '../../src/statistics/method/method.ts';
import type { Random } from '../demo/random.ts';

export interface People {
  /** Respondents. */
  readonly number: number;
  /** Their probability of being satisfied, 0 … 1. */
  readonly satisfied: number;
  /** The correlation of any two answers of one person, 0 to below 1. */
  readonly correlation: number;
  /** Number of questions for each person. */
  readonly questions: number;
}

/** Of 22 questions a person has no opinion on one or two. */
const OPINION = 0.94;

/** All answers of a response in one part. */
export function planOf(interval: Method['interval']): CountingPlan {
  const named = { vi: 'Mô phỏng', en: 'Simulation' };
  return countingPlan(
    {
      ...METHOD_DEFAULTS,
      id: 'simulation',
      name: named,
      provenance: { source: named, statements: [] },
      interval,
    },
    { factors: [{ id: 'all' }], questions: [{ id: 'q1', factor: 'all', levels: 5 }] },
  );
}

export function cellOfPeople(plan: CountingPlan, people: People, random: Random): Cell {
  const cell = emptyCell(plan);
  for (let one = 0; one < people.number; one++) {
    const vector = answersOf(people, random);
    addToCell(cell, { counts: true, vector, factors: [0], levelIndexes: [] });
  }
  return cell;
}

/**
 * Satisfied and valid answers of one person, beta-binomial: drawn as from an urn to which each answer adds another ball
 * of
 * its kind.
 *
 *     P(satisfied) = (p·φ + s)/(φ + a),   φ = (1 − ρ)/ρ
 */
function answersOf({ satisfied, correlation, questions }: People, random: Random): number[] {
  const balls = correlation === 0 ? Infinity : (1 - correlation) / correlation;
  let [score, valid] = [0, 0];
  for (let question = 0; question < questions; question++) {
    if (questions > 1 && random.next() >= OPINION) continue;
    const chance = balls === Infinity ? satisfied : (satisfied * balls + score) / (balls + valid);
    if (random.next() < chance) score += 1;
    valid += 1;
  }
  return [score, valid];
}
