/**
 * An index as a mixture: R = Σ_g w_g·p_g with Σ w_g = 1. The groups g may be factors, questions, or the cells (units,
 * channels, services) that it was counted from. It holds exactly for every aggregation, and changes are decomposed with it.
 */
import type { Cell } from './cell.ts';
import type { CountingPlan, PlannedQuestion } from './countingPlan.ts';
import { ratioToNumber } from './ratio.ts';
import { partsOf, sumsOfQuestion, WHOLE, type Part } from './scope.ts';

export interface MixtureCell {
  readonly key: string;
  readonly cell: Cell;
  /** N/n of its stratum, if the index is stratified. */
  readonly weight?: number;
}

/** A group's part of an index. */
export interface MixturePart {
  /** w, 0 … 1. */
  readonly weight: number;
  /** p, 0 … 1. */
  readonly share: number;
}

/** By question id, factor id or cell key; groups without answers are absent. */
export type Mixture = ReadonlyMap<string, MixturePart>;

/**
 * The parts of an index.
 *
 *     atom (cell u, question q of part g):  w = w_g · k_u·a_uq/Â_g,   p = s_uq/a_uq
 *     group: w = Σ of its atoms' w,   p = Σ w·p / Σ w
 *
 * @param cells of one plan, keys distinct
 * @returns weights adding to 1; an empty mixture if there is no index because a part with a weight has no answers
 * @see docs/methodology.md, section 6
 */
export function mixtureOf(
  plan: CountingPlan,
  cells: readonly MixtureCell[],
  by: 'cell' | 'factor' | 'question',
): Mixture {
  const groups = new Map<string, { weight: number; satisfied: number }>();
  for (const part of partsOf(plan, WHOLE)) {
    const atoms = atomsOf(plan, part, cells);
    const total = atoms.reduce((sum, { answers }) => sum + answers, 0);
    if (total === 0) return new Map();
    const partWeight = ratioToNumber(part.weight);
    for (const { question, key, answers, share } of atoms) {
      const group = by === 'cell' ? key : by === 'question' ? question.id : plan.factors[question.factor]!;
      const sums = groups.get(group) ?? { weight: 0, satisfied: 0 };
      groups.set(group, sums);
      const weight = (partWeight * answers) / total;
      sums.weight += weight;
      sums.satisfied += weight * share;
    }
  }
  return new Map(
    [...groups].map(([group, { weight, satisfied }]) => [group, { weight, share: satisfied / weight }]),
  );
}

/** The answers to one question in one cell. */
interface Atom {
  readonly key: string;
  readonly question: PlannedQuestion;
  /** k·a, above 0. */
  readonly answers: number;
  /** p, 0 … 1. */
  readonly share: number;
}

/** The atoms of one part of the index. */
function atomsOf(plan: CountingPlan, { components }: Part, cells: readonly MixtureCell[]): Atom[] {
  const atoms: Atom[] = [];
  for (const { key, cell, weight = 1 } of cells) {
    for (const question of plan.questions) {
      if (!components.includes(question.component)) continue;
      const { score, valid } = sumsOfQuestion(plan, question, cell);
      if (valid === 0) continue;
      atoms.push({ key, question, answers: weight * valid, share: score / (valid * plan.scoreUnit) });
    }
  }
  return atoms;
}
