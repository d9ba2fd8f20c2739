/** What an intruder can infer about the answers in small cells: linear programs bound each of them. */
import { createRequire } from 'node:module';
import type { Highs, Solution } from 'highs';
import type { AuditedCell, AuditedSystem, Variable } from './auditRelease.ts';
import { isSmall } from './threshold.ts';

const loadHighs = createRequire(import.meta.url)('highs') as () => Promise<Highs>;

const TOLERANCE = 1e-6;

/** Solves for the least or greatest sum of some variables, given by their index. */
type Solve = (goal: 'minimize' | 'maximize', positions: readonly number[]) => Solution;

/**
 * The cells of which an intruder learns what fewer than ten respondents answered: their score cannot be one more or less,
 * although no total of ten or more respondents who answered alike says so.
 *
 * @throws Error if the equations contradict each other
 * @see docs/methodology.md, section 9
 */
export async function disclosedCells(system: AuditedSystem): Promise<readonly AuditedCell[]> {
  const { variables, equations } = system;
  const highs = await loadHighs();
  return highs.withModel((model) => {
    model.options.set('output_flag', false);
    for (const { scoreMax } of variables) model.addVar(0, scoreMax);
    for (const { positions, value } of equations)
      model.addRow(value, value, { indices: positions, values: positions.map(() => 1) });
    return disclosedBy(system, (goal, positions) => {
      const costs = new Float64Array(variables.length);
      for (const position of positions) costs[position] = 1;
      model.changeObjectiveSense(highs.constants.objectiveSense[goal]);
      model.changeColsCost({ kind: 'range', from: 0, to: variables.length - 1 }, costs);
      const { modelStatus } = model.run(); // begins with the last solution, so most runs are short
      if (modelStatus === highs.constants.modelStatus.optimal) return model.getSolution();
      throw new Error(`the audit of a release found no solution: ${modelStatus}`);
    });
  });
}

function disclosedBy({ variables, cells }: AuditedSystem, solve: Solve): readonly AuditedCell[] {
  const ranges = cells.map((cell) => ({ ...cell, low: Infinity, high: -Infinity }));
  const isExact = ({ low, high }: (typeof ranges)[number]): boolean => !(high - low > 1 - TOLERANCE);
  /** Every solution is a possible state of all cells, so few of them need programs of their own. */
  const widen = ({ colValue }: Solution): void => {
    for (const range of ranges) {
      const score = range.positions.reduce((sum, position) => sum + colValue[position]!, 0);
      range.low = Math.min(range.low, score);
      range.high = Math.max(range.high, score);
    }
  };
  const uniform = new Set<number>();
  const isUniform = (position: number): boolean => {
    if (!uniform.has(position)) for (const one of uniformTotal(variables, position, solve)) uniform.add(one);
    return uniform.has(position);
  };
  return ranges.filter((range) => {
    if (isExact(range)) widen(solve('minimize', range.positions));
    if (isExact(range)) widen(solve('maximize', range.positions));
    return isExact(range) && !range.positions.every(isUniform);
  });
}

/**
 * The scores in a total of ten or more respondents who answered alike, by which one of them is known. The dual solution of
 * its program names that total: the scores that cannot move because all of them are at their bound.
 *
 * @returns nothing if the score is not known, or known otherwise
 */
function uniformTotal(variables: readonly Variable[], position: number, solve: Solve): readonly number[] {
  const { score, scoreMax } = variables[position]!;
  if (score > 0 && score < scoreMax) return [];
  const { colValue, colDual } = solve(score > 0 ? 'minimize' : 'maximize', [position]);
  const isBound = (at: number): boolean => at === position || Math.abs(colDual[at]!) > TOLERANCE;
  const together = [...variables.keys()].filter(isBound);
  const isKnown = Math.abs(colValue[position]! - score) < TOLERANCE;
  const areAlike = together.every((at) => variables[at]!.score === (score > 0 ? variables[at]!.scoreMax : 0));
  /** By name, the most respondents of one variable: answers to different questions may come from the same people. */
  const most = new Map<string, number>();
  for (const { whose, respondents } of together.map((at) => variables[at]!))
    most.set(whose, Math.max(respondents, most.get(whose) ?? 0));
  const isOfFew = isSmall([...most.values()].reduce((sum, count) => sum + count, 0));
  return isKnown && areAlike && !isOfFew ? together : [];
}
