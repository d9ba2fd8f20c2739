/** Calibration of respondents to known totals: raking with bounds on the weights. */

/** Respondents who share a category of every margin. */
export interface RakedCell {
  /** The category in each margin. */
  readonly keys: readonly string[];
  /** n_c, above 0. */
  readonly people: number;
}

/** Transactions by category, above 0. All margins have the same sum. */
export type Margin = ReadonlyMap<string, number>;

/**
 * No respondent counts for more than five times, or less than a fifth of, what equal weights would give.
 *
 * @see DeBell and Krosnick 2009
 */
export const WEIGHT_BOUNDS = { low: 1 / 5, up: 5 } as const;

/** Sweeps over all margins; what has not settled by then cannot be met within the bounds. */
const SWEEPS_MAX = 200;
const SETTLED = 1e-10;

/**
 * Weights that reproduce the margins and are otherwise as equal as the bounds allow.
 *
 *     g_c = min(U, max(L, Π_k f_k(category of c))),   Σ_{c in category} n_c·g_c·N/n = its total, for every category
 *
 * The factors f of one margin after the other are set so that this margin is met (iterative proportional fitting). The
 * solution is unique: it minimises Σ n_c·(g ln g − g + 1) within the bounds.
 *
 * @param cells their categories are those of the margins
 * @returns g_c in the order given, with mean 1 over respondents; undefined where the bounds do not allow the margins
 * @see docs/methodology.md, section 12.4; Deville and Särndal 1992; `calibrate(calfun = "raking", bounds =)` of R's `survey`
 */
export function rake(
  cells: readonly RakedCell[],
  margins: readonly Margin[],
  bounds: { readonly low: number; readonly up: number } = WEIGHT_BOUNDS,
): number[] | undefined {
  const people = cells.reduce((sum, cell) => sum + cell.people, 0);
  const targets = margins.map((margin) => {
    const all = [...margin.values()].reduce((sum, one) => sum + one, 0);
    return new Map([...margin].map(([key, one]) => [key, (one * people) / all]));
  });
  const lines = targets.flatMap((margin, at) =>
    [...margin].map(([key, target]) => ({
      target,
      members: cells.flatMap((cell, index) => (cell.keys[at] === key ? [index] : [])),
    })),
  );
  const factors = cells.map(() => 1);
  const within = (weight: number): number => Math.min(bounds.up, Math.max(bounds.low, weight));
  /** Σ n_c·g_c with the factors of these cells multiplied; `free` is the part that no bound holds. */
  const sumsOver = (members: readonly number[], by: number) => {
    let [sum, free] = [0, 0];
    for (const index of members) {
      const weight = by * factors[index]!;
      const held = within(weight);
      sum += cells[index]!.people * held;
      if (held === weight) free += cells[index]!.people * held;
    }
    return { sum, free };
  };
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep++) {
    for (const { target, members } of lines) {
      const by = factorFor(target, (one) => sumsOver(members, one));
      for (const index of members) factors[index]! *= by;
    }
    if (lines.every(({ target, members }) => Math.abs(sumsOver(members, 1).sum / target - 1) < SETTLED))
      return factors.map(within);
  }
  return undefined;
}

/** The factor at which an increasing, piecewise linear sum reaches its target; one of those tried where it never does. */
function factorFor(
  target: number,
  sumsAt: (factor: number) => { readonly sum: number; readonly free: number },
): number {
  let [low, up, factor] = [1 / FACTOR_MAX, FACTOR_MAX, 1];
  for (let step = 0; step < 60; step++) {
    const { sum, free } = sumsAt(factor);
    if (Math.abs(sum / target - 1) < SETTLED / 100) break;
    if (sum < target) low = factor;
    else up = factor;
    const next = free > 0 ? factor * (1 + (target - sum) / free) : 0;
    factor = next > low && next < up ? next : Math.sqrt(low * up);
  }
  return factor;
}

const FACTOR_MAX = 3000;

/**
 * Kish's design effect of unequal weights: how many times as many respondents they need for the same precision.
 *
 *     deff = n·Σ n_c·g_c² / (Σ n_c·g_c)²
 *
 * @returns from 1; 1 with equal weights
 * @see docs/methodology.md, section 12.4; Kish 1965, section 11.7
 */
export function weightingEffect(
  cells: readonly Pick<RakedCell, 'people'>[],
  weights: readonly number[],
): number {
  let [people, weighted, squares] = [0, 0, 0];
  for (const [index, cell] of cells.entries()) {
    const weight = weights[index]!;
    people += cell.people;
    weighted += cell.people * weight;
    squares += cell.people * weight ** 2;
  }
  return (people * squares) / weighted ** 2;
}
