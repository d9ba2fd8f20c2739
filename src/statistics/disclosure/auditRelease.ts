/**
 * The disclosure audit of a publication. It computes what an intruder who knows the number of respondents in every cell can
 * infer about the answers in the small cells. Every published figure is an equation over answers; linear programs bound each
 * cell.
 */
import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';
import {
  figureKey,
  less,
  sumOf,
  suppressRelease,
  type Part,
  type Release,
  type Suppression,
} from './release.ts';
import { isSmall } from './threshold.ts';

const loadHighs = createRequire(import.meta.url)('highs') as () => Promise<LegacyHighs>;

/** The total score of some respondents of one unit on one question. Every figure is a sum of such scores. */
interface Variable {
  readonly unitId: string;
  readonly respondents: number;
  readonly score: number;
  readonly max: number;
}

/** A sum of variables, given by their index. */
export interface Equation {
  readonly places: readonly number[];
  readonly value: number;
}

/** Plain data, so that the audit can run in a worker thread. */
export interface AuditedSystem {
  readonly variables: readonly Variable[];
  /** The published sums. */
  readonly equations: readonly Equation[];
  readonly cells: readonly AuditedCell[];
}

/** A suppressed cell of 1 to 9 respondents. */
export interface AuditedCell {
  readonly unitId: string;
  readonly part: Part;
  readonly respondents: number;
  readonly places: readonly number[];
}

export interface CellRange extends Omit<AuditedCell, 'places'> {
  /** Bounds on Σ score as far as an intruder can infer it. */
  readonly low: number;
  readonly high: number;
  /** The maximum possible, whatever the answers. */
  readonly max: number;
  /** Whether the whole cell lies in totals of ten or more respondents with identical answers. Then everybody's answers are known. */
  readonly isUniform: boolean;
}

/** Writes the figures of a release as equations over the scores of each unit (excluding its subunits) on each question. */
export function auditedSystem(release: Release, { isSuppressed }: Suppression): AuditedSystem {
  const { unitIds, childIds, factors, cell } = release;
  const questionIds = factors.flatMap((factor) => factor.questionIds);
  const placeOf = new Map<string, number>();
  const variables: Variable[] = [];
  for (const unitId of unitIds) {
    for (const id of questionIds) {
      const part: Part = { scope: { kind: 'question', id } };
      const below = childIds(unitId).map((child) => cell(child, part));
      const { respondents, score, scoreMax: max } = less(cell(unitId, part), sumOf(below));
      if (max === 0) continue;
      placeOf.set(`${unitId} ${id}`, variables.length);
      variables.push({ unitId, respondents, score, max });
    }
  }
  const subtree = (unitId: string): readonly string[] => [unitId, ...childIds(unitId).flatMap(subtree)];
  const placesOf = (unitId: string, questions: readonly string[]): number[] =>
    subtree(unitId).flatMap((id) => questions.flatMap((question) => placeOf.get(`${id} ${question}`) ?? []));
  const parts: { part: Part; questions: readonly string[] }[] = [
    { part: { scope: { kind: 'whole' } }, questions: questionIds },
    ...factors.map(({ id, questionIds: questions }) => ({
      part: { scope: { kind: 'factor', id } } as Part,
      questions,
    })),
    ...questionIds.map((id) => ({ part: { scope: { kind: 'question', id } } as Part, questions: [id] })),
  ];
  const equations: Equation[] = [];
  const cells: AuditedCell[] = [];
  for (const unitId of unitIds) {
    for (const { part, questions } of parts) {
      const { respondents, score } = cell(unitId, part);
      if (respondents === 0) continue;
      const places = placesOf(unitId, questions);
      if (!isSuppressed(unitId, part)) equations.push({ places, value: score });
      else if (isSmall(respondents)) cells.push({ unitId, part, respondents, places });
    }
  }
  return { variables, equations, cells };
}

/**
 * What an intruder knows of the score in each audited cell.
 *
 * Every solution of a linear program is a possible state of all the cells that it links, so few cells need a separate
 * program.
 *
 * @param sought the width up to which a range must be exact; a wider range may in truth be wider still
 * @param between progress callback: cells done, of how many
 * @see docs/methodology.md, section 9
 */
export async function auditedRanges(
  system: AuditedSystem,
  sought: number = Infinity,
  between: (done: number, of: number) => void = () => {},
): Promise<readonly CellRange[]> {
  const highs = await loadHighs();
  const ranges: CellRange[] = [];
  for (const { program, cells } of programsOf(system)) {
    const found = cells.map((cell) => ({ cell, low: cell.score, high: cell.score }));
    const isNarrow = ({ low, high, cell }: (typeof found)[number]): boolean =>
      high - low < Math.min(sought, cell.max) - TOLERANCE;
    const solve = (goal: 'Minimize' | 'Maximize', objective: ReadonlyMap<number, number>): void => {
      const values = solutionOf(highs, program, goal, objective);
      for (const one of found) {
        const score = one.cell.fixed + total(one.cell.unknown, (place) => values(place));
        [one.low, one.high] = [Math.min(one.low, score), Math.max(one.high, score)];
      }
    };
    for (let turn = 0; turn < sharedTurns; turn++) {
      const narrow = found.filter(isNarrow);
      if (narrow.length < 2 * sharedTurns) break;
      const objective = sumOfCells(
        narrow.map(({ cell }, at) => [cell, ((at >> turn) + turn) % 2 === 0 ? 1 : -1]),
      );
      solve('Minimize', objective);
      solve('Maximize', objective);
    }
    for (const one of found) {
      for (const goal of ['Minimize', 'Maximize'] as const)
        if (isNarrow(one)) solve(goal, sumOfCells([[one.cell, 1]]));
      const { unitId, part, respondents, max, isUniform } = one.cell;
      ranges.push({ unitId, part, respondents, low: one.low, high: one.high, max, isUniform });
      between(ranges.length, system.cells.length);
    }
  }
  return ranges;
}

const TOLERANCE = 1e-6;
const sharedTurns = 4;

interface ProgramCell extends Omit<AuditedCell, 'places'> {
  readonly unknown: readonly number[];
  /** Σ of the cell's scores that are known. */
  readonly fixed: number;
  readonly score: number;
  readonly max: number;
  readonly isUniform: boolean;
}

function sumOfCells(cells: readonly (readonly [ProgramCell, number])[]): ReadonlyMap<number, number> {
  const sum = new Map<number, number>();
  for (const [{ unknown }, factor] of cells)
    for (const place of unknown) sum.set(place, (sum.get(place) ?? 0) + factor);
  return sum;
}

/** Whether an intruder learns the answers of fewer than ten respondents although the totals around them are not uniform. */
export function isDisclosed({ low, high, isUniform }: CellRange): boolean {
  return !isUniform && high - low < 1 - TOLERANCE;
}

/**
 * Extends the suppression of a release until it passes the audit. Where a small cell is disclosed, its part is suppressed for
 * all siblings of its unit and for their parent.
 *
 * @param audit `auditedRanges`, in a worker thread
 */
export async function auditedSuppression(
  release: Release,
  audit: (system: AuditedSystem) => Promise<readonly CellRange[]>,
): Promise<{ suppression: Suppression; disclosed: readonly CellRange[] }> {
  const parentOf = new Map(
    release.unitIds.flatMap((id) => release.childIds(id).map((child) => [child, id] as const)),
  );
  let suppression = suppressRelease(release);
  for (;;) {
    const disclosed = (await audit(auditedSystem(release, suppression))).filter(isDisclosed);
    const coarser = disclosed.flatMap(({ unitId, part }) => {
      const parentId = parentOf.get(unitId);
      if (parentId === undefined) return [];
      return [...release.childIds(parentId), parentId].map((id) => figureKey(id, part));
    });
    const inherited = new Set([...suppression.keys, ...coarser]);
    if (inherited.size === suppression.keys.size) return { suppression, disclosed };
    suppression = suppressRelease({ ...release, inherited });
  }
}

/** Scores that are published directly or follow by subtracting known scores. */
function knownScores({ equations }: AuditedSystem): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  for (let before = -1; before < known.size;) {
    before = known.size;
    for (const { places, value } of equations) {
      const unknown = places.filter((place) => !known.has(place));
      if (unknown.length !== 1) continue;
      known.set(unknown[0]!, value - places.reduce((sum, place) => sum + (known.get(place) ?? 0), 0));
    }
  }
  return known;
}

/** Splits the scores into linear programs, one for each set linked by equations or audited cells, with the cells to bound in each. */
function programsOf(system: AuditedSystem): { program: string; cells: ProgramCell[] }[] {
  const { variables, equations, cells } = system;
  const known = knownScores(system);
  const fixedIn = (places: readonly number[]): number => total(places, (place) => known.get(place) ?? 0);
  const unknownIn = (places: readonly number[]): number[] => places.filter((place) => !known.has(place));
  const rows = equations
    .map(({ places, value }) => ({ places: unknownIn(places), value: value - fixedIn(places) }))
    .filter(({ places }) => places.length > 0);
  const maxOf = (places: readonly number[]): number => total(places, (place) => variables[place]!.max);
  /** A lower bound: respondents to different questions may be the same persons. */
  const respondentsIn = (places: readonly number[]): number => {
    const byUnit = new Map<string, number>();
    for (const { unitId, respondents } of places.map((place) => variables[place]!))
      byUnit.set(unitId, Math.max(respondents, byUnit.get(unitId) ?? 0));
    return total([...byUnit.values()], (count) => count);
  };
  const isUniform = ({ places, value }: Equation): boolean =>
    (value === 0 || value === maxOf(places)) && !isSmall(respondentsIn(places));
  const alike = new Set(rows.filter(isUniform).flatMap(({ places }) => places));
  const asked = cells.map(({ places, ...cell }): ProgramCell => ({
    ...cell,
    isUniform: unknownIn(places).length > 0 && unknownIn(places).every((place) => alike.has(place)),
    unknown: unknownIn(places),
    fixed: fixedIn(places),
    score: total(places, (place) => variables[place]!.score),
    max: maxOf(places),
  }));

  const above = variables.map((_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (above[root] !== root) root = above[root] = above[above[root]!]!;
    return root;
  };
  for (const places of [...rows.map((row) => row.places), ...asked.map(({ unknown }) => unknown)])
    for (const place of places) above[rootOf(place)] = rootOf(places[0]!);

  const membersOf = groupedBy(unknownIn([...variables.keys()]), rootOf);
  const rowsOf = groupedBy(rows, ({ places }) => rootOf(places[0]!));
  const cellsOf = groupedBy(asked, ({ unknown }) => (unknown.length > 0 ? rootOf(unknown[0]!) : -1));
  return [...cellsOf].map(([root, some]) => ({
    program: programText(variables, membersOf.get(root) ?? [], rowsOf.get(root) ?? []),
    cells: some,
  }));
}

function groupedBy<One>(ones: readonly One[], keyOf: (one: One) => number): ReadonlyMap<number, One[]> {
  const groups = new Map<number, One[]>();
  for (const one of ones) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** The constraints and bounds in LP format. */
function programText(
  variables: readonly Variable[],
  places: readonly number[],
  rows: readonly Equation[],
): string {
  const sums = new Set(
    rows.map((row) => ` ${row.places.map((place) => `+ x${place}`).join(' ')} = ${row.value}`),
  );
  const bounds = places.map((place) => ` 0 <= x${place} <= ${variables[place]!.max}`);
  return `Subject To\n${[...sums].join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`;
}

/** @returns the score of each variable */
function solutionOf(
  highs: LegacyHighs,
  program: string,
  goal: 'Minimize' | 'Maximize',
  objective: ReadonlyMap<number, number>,
): (place: number) => number {
  const terms = [...objective].filter(([, factor]) => factor !== 0);
  if (terms.length === 0) return () => 0;
  const written = terms.map(([place, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} x${place}`);
  const { Status, Columns } = highs.solve(`${goal}\n obj: ${written.join(' ')}\n${program}`);
  if (Status !== 'Optimal') throw new Error(`the audit of a release found no solution: ${Status}`);
  return (place) => Columns[`x${place}`]?.Primal ?? 0;
}

function total<One>(ones: readonly One[], of: (one: One) => number): number {
  return ones.reduce((sum, one) => sum + of(one), 0);
}
