/** A linear program, solved by a program of other people's making: what sums of unknown numbers can be worked out to. */
import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';

/** Its types do not know that it is a function. */
const loadHighs = createRequire(import.meta.url)('highs') as () => Promise<LegacyHighs>;
const highs = await loadHighs();

/** Coefficients by unknown; all unknowns are 0 or more. */
export type Sum = ReadonlyMap<number, number>;

export interface Constraint {
  readonly sum: Sum;
  readonly is: '=' | '>=' | '<=';
  readonly value: number;
}

export interface Range {
  readonly low: number;
  readonly up: number;
}

const tolerance = 1e-6;

/**
 * Each sum's range, as far as it had to be known to say whether it is as wide as asked: every solution is one for all sums,
 * so few of them are solved for by themselves.
 *
 * @param widthOf what each sum has to have
 */
export function rangesOf(
  constraints: readonly Constraint[],
  sums: readonly Sum[],
  widthOf: (place: number) => number,
): Range[] {
  const program = constraints
    .map(({ sum, is, value }, row) => ` c${row}: ${written(sum)} ${is} ${value}\n`)
    .join('');
  const ranges = sums.map(() => ({ low: Infinity, up: -Infinity }));
  const isNarrow = (place: number): boolean =>
    !(ranges[place]!.up - ranges[place]!.low >= widthOf(place) - tolerance);

  /** @returns false where nothing bounds it */
  function solve(goal: 'Maximize' | 'Minimize', objective: Sum): boolean {
    const solution = highs.solve(`${goal}\n obj: ${written(objective)}\nSubject To\n${program}End\n`);
    if (solution.Status === 'Unbounded' || solution.Status === 'Primal infeasible or unbounded') return false;
    if (solution.Status !== 'Optimal') throw new Error(`the attacker's program is ${solution.Status}`);
    sums.forEach((sum, place) => {
      let value = 0;
      for (const [unknown, factor] of sum) value += factor * (solution.Columns[`x${unknown}`]?.Primal ?? 0);
      const range = ranges[place]!;
      range.low = Math.min(range.low, value);
      range.up = Math.max(range.up, value);
    });
    return true;
  }

  for (let turn = 0; turn < 6; turn++) {
    const narrow = [...sums.keys()].filter(isNarrow);
    if (narrow.length < 3) break;
    const signs = narrow.map(
      (place, at) => [sums[place]!, ((at >> (turn % 3)) + turn) % 2 === 0 ? 1 : -1] as const,
    );
    solve('Maximize', total(signs));
    solve('Minimize', total(signs));
  }
  for (const place of sums.keys()) {
    if (isNarrow(place) && !solve('Maximize', sums[place]!)) ranges[place]!.up = Infinity;
    if (isNarrow(place)) solve('Minimize', sums[place]!);
  }
  return ranges;
}

function written(sum: Sum): string {
  const terms = [...sum].filter(([, factor]) => factor !== 0);
  if (terms.length === 0) return '0 x0';
  return terms
    .map(([unknown, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} x${unknown}`)
    .join(' ');
}

/** Several sums, each so many times. */
export function total(parts: Iterable<readonly [Sum, number]>): Map<number, number> {
  const sum = new Map<number, number>();
  for (const [part, times] of parts)
    for (const [unknown, factor] of part) sum.set(unknown, (sum.get(unknown) ?? 0) + times * factor);
  return sum;
}
