/** What an intruder can infer about the answers in small cells: linear programs bound each of them. */
import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';
import type { AuditedCell, AuditedSystem, Variable } from './auditedSystem.ts';
import { programsOf, sumText, total } from './linearPrograms.ts';
import { isSmall } from './threshold.ts';

const loadHighs = createRequire(import.meta.url)('highs') as () => Promise<LegacyHighs>;

export interface CellRange extends Omit<AuditedCell, 'positions'> {
  /** Bounds on Σ score as far as an intruder can infer it. */
  readonly low: number;
  readonly high: number;
  /** The maximum possible, whatever the answers. */
  readonly max: number;
  /** Whether the whole cell lies in totals of ten or more respondents with identical answers. Then everybody's answers are known. */
  readonly isUniform: boolean;
}

/**
 * What an intruder knows of the score in each audited cell.
 *
 * Every solution of a linear program is a possible state of all the cells that it links, so few cells need a separate
 * program.
 *
 * @param sought the width up to which a range must be exact; a wider range may in truth be wider still
 * @see docs/methodology.md, section 9
 */
export async function auditedRanges(
  system: AuditedSystem,
  sought: number = Infinity,
): Promise<readonly CellRange[]> {
  const highs = await loadHighs();
  const ranges: CellRange[] = [];
  for (const { program, cells } of programsOf(system)) {
    const found = cells.map((cell) => ({ cell, low: cell.score, high: cell.score }));
    const isNarrow = ({ low, high, cell }: (typeof found)[number]): boolean =>
      high - low < Math.min(sought, cell.max) - TOLERANCE;
    const solve = (goal: Goal, objective: readonly number[]): void => {
      const valueOf = solutionOf(highs, program, goal, objective);
      for (const one of found) {
        const score = one.cell.fixed + total(one.cell.unknown, valueOf);
        one.low = Math.min(one.low, score);
        one.high = Math.max(one.high, score);
      }
    };
    /** Every other cell that is still narrow, then every other of the rest, and so on: they move together. */
    for (let narrow = found.filter(isNarrow), before = Infinity; narrow.length < before;) {
      before = narrow.length;
      const some = new Set(narrow.filter((_, at) => at % 2 === 0).flatMap(({ cell }) => cell.unknown));
      solve('Minimize', [...some]);
      solve('Maximize', [...some]);
      narrow = narrow.filter(isNarrow);
    }
    for (const one of found) {
      for (const goal of ['Minimize', 'Maximize'] as const) if (isNarrow(one)) solve(goal, one.cell.unknown);
      const { low, high } = one;
      const { unitId, part, respondents, max, unknown } = one.cell;
      const isExact = high - low < TOLERANCE && unknown.length > 0;
      const isUniform =
        isExact && unknown.every((position) => isInUniformTotal(highs, program, system, position));
      ranges.push({ unitId, part, respondents, low, high, max, isUniform });
    }
  }
  return ranges;
}

const TOLERANCE = 1e-6;

/** Whether an intruder learns the answers of fewer than ten respondents although the totals around them are not uniform. */
export function isDisclosed({ low, high, isUniform }: CellRange): boolean {
  return !isUniform && high - low < 1 - TOLERANCE;
}

type Goal = 'Minimize' | 'Maximize';

/** @returns the score of each variable */
function solutionOf(
  highs: LegacyHighs,
  program: string,
  goal: Goal,
  objective: readonly number[],
): (position: number) => number {
  if (objective.length === 0) return () => 0;
  const { Columns } = solved(highs, `${goal}\n obj: ${sumText(objective)}\n${program}`);
  return (position) => Columns[`x${position}`]?.Primal ?? 0;
}

/**
 * Whether a score is known because it belongs to a total of ten or more respondents who answered alike. The dual solution
 * names that total: the scores that cannot move because all of them are at their bound.
 */
function isInUniformTotal(
  highs: LegacyHighs,
  program: string,
  { variables }: AuditedSystem,
  position: number,
): boolean {
  const { score, scoreMax } = variables[position]!;
  if (score > 0 && score < scoreMax) return false;
  const text = `${score > 0 ? 'Minimize' : 'Maximize'}\n obj: x${position}\n${program}`;
  const { Columns, ObjectiveValue } = solved(highs, text, { presolve: 'off' });
  if (Math.abs(ObjectiveValue - score) > TOLERANCE) return false;
  const dualOf = (column: (typeof Columns)[string]): number => ('Dual' in column ? column.Dual : 0);
  const others = Object.entries(Columns).filter(
    ([name, column]) => name !== `x${position}` && Math.abs(dualOf(column)) > TOLERANCE,
  );
  const together = [position, ...others.map(([name]) => Number(name.slice(1)))];
  const isOneWay = others.every(([, column]) => dualOf(column) < 0);
  return isOneWay && !isSmall(respondentsIn(together.map((one) => variables[one]!)));
}

function solved(highs: LegacyHighs, text: string, options?: Parameters<LegacyHighs['solve']>[1]) {
  const solution = highs.solve(text, options);
  if (solution.Status !== 'Optimal')
    throw new Error(`the audit of a release found no solution: ${solution.Status}`);
  return solution;
}

/** A lower bound, since answers to different questions may come from the same respondents. */
function respondentsIn(variables: readonly Variable[]): number {
  const most = new Map<string, number>();
  for (const { whose, respondents } of variables)
    most.set(whose, Math.max(respondents, most.get(whose) ?? 0));
  return total([...most.values()], (count) => count);
}
