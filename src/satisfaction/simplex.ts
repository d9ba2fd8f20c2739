/**
 * A linear program in small: variables from 0 up, equations between them, and a walk from corner to corner of what they
 * allow. Dense and plain; it is used for tens or hundreds of variables.
 */

/** Σ coefficient·variable = value. */
export interface Equation {
  readonly terms: readonly (readonly [variable: number, coefficient: number])[];
  readonly value: number;
}

/** A corner: each row is an equation solved for its basic variable; every other variable is 0. The value stands last. */
export interface Corner {
  rows: Float64Array[];
  basis: number[];
  readonly variables: number;
}

export const TOLERANCE = 1e-7;

const REMAINDER = Infinity;

/**
 * A corner of equations that are known to have a solution. Each equation gets a remainder to solve for; the sum of the
 * remainders is one more variable, and lowering it to 0 leaves a solution. Equations that others imply are dropped.
 */
export function firstCorner(variables: number, equations: readonly Equation[]): Corner {
  const total = variables;
  const rows = equations.map(({ terms, value }) => {
    const row = new Float64Array(variables + 2);
    for (const [variable, coefficient] of terms) row[variable]! += coefficient;
    row[variables + 1] = value;
    return value < 0 ? row.map((one) => -one) : row;
  });
  const sum = new Float64Array(variables + 2);
  for (const row of rows) row.forEach((one, column) => (sum[column]! += one));
  sum[total] = 1;

  const corner = {
    rows: [...rows, sum],
    basis: [...rows.map(() => REMAINDER), total],
    variables: variables + 1,
  };
  lower(corner, total, () => false);
  corner.rows.forEach((row, place) => {
    if (corner.basis[place]! < variables) return;
    const column = row.findIndex((one, variable) => variable < variables && Math.abs(one) > TOLERANCE);
    if (column >= 0) pivot(corner, place, column);
  });
  const isKept = corner.basis.map((variable) => variable < variables);
  corner.rows = corner.rows.filter((_, place) => isKept[place]);
  corner.basis = corner.basis.filter((_, place) => isKept[place]);
  for (const row of corner.rows) row[total] = 0;
  return corner;
}

/** The value of each variable in a corner. */
export function valuesAt({ rows, basis, variables }: Corner): Float64Array {
  const values = new Float64Array(variables);
  rows.forEach((row, place) => (values[basis[place]!] = row[variables]!));
  return values;
}

/**
 * Walks to corners where a variable is larger, until told to stop or there are none.
 *
 * @returns 'unbounded' where nothing keeps the variable from growing for ever
 */
export function raise(corner: Corner, variable: number, isEnough: () => boolean): 'unbounded' | undefined {
  while (!isEnough()) {
    const row = corner.rows[corner.basis.indexOf(variable)];
    const column = row ? firstOutside(corner, (one) => row[one]! < -TOLERANCE) : variable;
    if (column === undefined) return undefined;
    if (!enter(corner, column)) return 'unbounded';
  }
  return undefined;
}

/** Walks to corners where a variable is smaller, until told to stop or there are none. */
export function lower(corner: Corner, variable: number, isEnough: () => boolean): void {
  while (!isEnough()) {
    const row = corner.rows[corner.basis.indexOf(variable)];
    const column = row && firstOutside(corner, (one) => row[one]! > TOLERANCE);
    if (column === undefined || !enter(corner, column)) return;
  }
}

/** The first variable outside the basis that qualifies: taking the first keeps the walk from going round (Bland). */
function firstOutside(
  { basis, variables }: Corner,
  qualifies: (variable: number) => boolean,
): number | undefined {
  for (let variable = 0; variable < variables; variable++) {
    if (qualifies(variable) && !basis.includes(variable)) return variable;
  }
  return undefined;
}

/** Brings a variable into the basis; false where nothing bounds it. */
function enter(corner: Corner, column: number): boolean {
  let [leaving, least] = [-1, Infinity];
  corner.rows.forEach((row, place) => {
    if (row[column]! <= TOLERANCE) return;
    const bound = row[corner.variables]! / row[column]!;
    const isTied = Math.abs(bound - least) <= TOLERANCE;
    if (isTied ? corner.basis[place]! < corner.basis[leaving]! : bound < least)
      [leaving, least] = [place, bound];
  });
  if (leaving < 0) return false;
  pivot(corner, leaving, column);
  return true;
}

/** Solves a row for another variable and puts it into all others. */
function pivot({ rows, basis }: Corner, place: number, column: number): void {
  const row = rows[place]!;
  const lead = row[column]!;
  for (let k = 0; k < row.length; k++) row[k]! /= lead;
  for (const other of rows) {
    const factor = other[column]!;
    if (other === row || factor === 0) continue;
    for (let k = 0; k < other.length; k++) other[k]! -= factor * row[k]!;
  }
  basis[place] = column;
}
