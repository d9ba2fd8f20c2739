/**
 * The disclosure audit of a closed round. It computes what an intruder who knows the number of respondents in every cell can
 * infer about the answers in the small cells. Every published figure is an equation over answers; linear programs bound each
 * cell.
 */
import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';
import {
  figureKey,
  less,
  rowsOf,
  suppressRelease,
  WHOLE,
  type AnswerCell,
  type Part,
  type Release,
  type Row,
  type Split,
  type Suppression,
} from './release.ts';
import { isSmall } from './threshold.ts';

const loadHighs = createRequire(import.meta.url)('highs') as () => Promise<LegacyHighs>;

/** The total score of some respondents, on one question or on all. Every figure is a sum of such scores. */
interface Variable extends AnswerCell {
  /** Variables with the same name may have the same respondents. */
  readonly whose: string;
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
  /** Absent where a group is counted in several suppressed units together. */
  readonly unitId?: string | undefined;
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

/** Writes the figures of a release as equations: over the scores of each unit (excluding its subunits) on each question, and over those of each group. */
export function auditedSystem(release: Release, suppression: Suppression): AuditedSystem {
  const system = { variables: [] as Variable[], equations: [] as Equation[], cells: [] as AuditedCell[] };
  addScopes(system, release, suppression);
  for (const split of release.grouped?.splits ?? [])
    if (split.isByUnit) addGroups(system, release, suppression, split);
  return system;
}

type GrowingSystem = { readonly [Key in keyof AuditedSystem]: AuditedSystem[Key][number][] };

function addScopes(system: GrowingSystem, release: Release, { isSuppressed }: Suppression): void {
  const { unitIds, childIds, factors, cell } = release;
  const all = factors.flatMap(({ questionIds }) => questionIds);
  const placeOf = new Map<string, number>();
  for (const unitId of unitIds) {
    for (const id of all) {
      const part: Part = { scope: { kind: 'question', id } };
      const own = less(
        cell(unitId, part),
        childIds(unitId).map((child) => cell(child, part)),
      );
      if (own.scoreMax === 0) continue;
      placeOf.set(`${unitId} ${id}`, system.variables.push({ whose: unitId, ...own }) - 1);
    }
  }
  const parts: readonly (readonly [Part, readonly string[]])[] = [
    [WHOLE, all],
    ...factors.map(({ id, questionIds }) => [{ scope: { kind: 'factor', id } }, questionIds] as const),
    ...all.map((id) => [{ scope: { kind: 'question', id } }, [id]] as const),
  ];
  const subtree = (unitId: string): readonly string[] => [unitId, ...childIds(unitId).flatMap(subtree)];
  for (const unitId of unitIds) {
    for (const [part, questionIds] of parts) {
      const { respondents, score } = cell(unitId, part);
      const places = subtree(unitId).flatMap((id) =>
        questionIds.flatMap((question) => placeOf.get(`${id} ${question}`) ?? []),
      );
      if (respondents === 0) continue;
      if (!isSuppressed(unitId, part)) system.equations.push({ places, value: score });
      else if (isSmall(respondents)) system.cells.push({ unitId, part, respondents, places });
    }
  }
}

/** Everybody knows the total of each published unit; a group is published for the whole round only. */
function addGroups(
  { variables, equations, cells }: GrowingSystem,
  release: Release,
  { isSuppressed }: Suppression,
  { dimension, values }: Split,
): void {
  const groups = values.map((value): Part => ({ dimension, value }));
  const { unitId: topId } = release.grouped!;
  const ofRound = placesIn({ unitId: topId, cell: (part) => release.cell(topId, part) });
  groups.forEach((part, at) => {
    const value = release.cell(topId, part).score;
    if (!isSuppressed(topId, part)) equations.push({ places: ofRound[at]!, value });
  });

  /** @returns for each group, its variables in a unit or in several together */
  function placesIn({ unitId, cell }: Row): readonly (readonly number[])[] {
    const below = unitId === undefined ? [] : rowsOf(release, unitId, (id) => !isSuppressed(id, WHOLE));
    const ofRows = below.map(placesIn);
    const places = ofRows.length > 0 ? groups.map((_, at) => ofRows.flatMap((of) => of[at]!)) : addRow(cell);
    groups.forEach((part, at) => {
      const { respondents } = cell(part);
      if (isSmall(respondents)) cells.push({ unitId, part, respondents, places: places[at]! });
    });
    return places;
  }

  function addRow(cell: Row['cell']): readonly (readonly number[])[] {
    const inNoGroup = less(cell(WHOLE), groups.map(cell));
    const places = [...groups.map(cell), inNoGroup].map((group) =>
      group.scoreMax === 0 ? [] : [variables.push({ whose: `group ${variables.length}`, ...group }) - 1],
    );
    equations.push({ places: places.flat(), value: cell(WHOLE).score });
    return places;
  }
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
      const isUniform = isExact && unknown.every((place) => isInUniformTotal(highs, program, system, place));
      ranges.push({ unitId, part, respondents, low, high, max, isUniform });
    }
  }
  return ranges;
}

const TOLERANCE = 1e-6;

interface ProgramCell extends Omit<AuditedCell, 'places'> {
  readonly unknown: readonly number[];
  /** Σ of the cell's scores that are known. */
  readonly fixed: number;
  readonly score: number;
  readonly max: number;
}

/** Whether an intruder learns the answers of fewer than ten respondents although the totals around them are not uniform. */
export function isDisclosed({ low, high, isUniform }: CellRange): boolean {
  return !isUniform && high - low < 1 - TOLERANCE;
}

/**
 * Extends the suppression of a release until it passes the audit. Where a small cell is disclosed, one more figure of its
 * table is suppressed: the group itself, or else the smallest figure of the same unit, or else the smallest of its siblings
 * and their parent.
 *
 * @param audit `auditedRanges`, in a worker thread
 * @returns with the cells that are disclosed whatever is suppressed
 */
export async function auditedSuppression(
  release: Release,
  audit: (system: AuditedSystem) => Promise<readonly CellRange[]>,
): Promise<{ suppression: Suppression; disclosed: readonly CellRange[] }> {
  let suppression = suppressRelease(release);
  for (;;) {
    const disclosed = (await audit(auditedSystem(release, suppression))).filter(isDisclosed);
    const next = disclosed.flatMap((cell) => nextSuppressed(release, suppression, cell) ?? []);
    if (next.length === 0) return { suppression, disclosed };
    suppression = suppressRelease({ ...release, inherited: new Set([...suppression.keys, ...next]) });
  }
}

/** The key of the figure to suppress because of a disclosed cell. */
function nextSuppressed(
  release: Release,
  { isSuppressed }: Suppression,
  { unitId: ofUnit, part }: CellRange,
): string | undefined {
  const { unitIds, childIds, grouped, cell } = release;
  const unitId = 'dimension' in part ? grouped!.unitId : ofUnit!;
  const parentId = unitIds.find((id) => childIds(id).includes(unitId));
  const around = parentId === undefined ? [] : [...childIds(parentId), parentId];
  const beside = besideOf(release, part);
  const smallestOf = (units: readonly string[], parts: readonly Part[]): string | undefined => {
    const published = units.flatMap((id) =>
      parts
        .filter((one) => !isSuppressed(id, one) && cell(id, one).respondents > 0)
        .map((one) => ({ key: figureKey(id, one), respondents: cell(id, one).respondents })),
    );
    return published.sort((one, other) => one.respondents - other.respondents)[0]?.key;
  };
  return smallestOf([unitId], [part]) ?? smallestOf([unitId], beside) ?? smallestOf(around, beside);
}

/** All groups of the same split, all factors, or all questions of the same factor and the factor. */
function besideOf({ grouped, factors }: Release, part: Part): readonly Part[] {
  if ('dimension' in part) {
    const { dimension, value } = part;
    const split = grouped!.splits.find((one) => one.dimension === dimension && one.values.includes(value));
    return split!.values.map((one) => ({ dimension, value: one }));
  }
  const { scope } = part;
  if (scope.kind === 'whole') return [part];
  if (scope.kind === 'factor') return factors.map(({ id }) => ({ scope: { kind: 'factor', id } }));
  const { id: factorId, questionIds } = factors.find((one) => one.questionIds.includes(scope.id))!;
  const questions = questionIds.map((id): Part => ({ scope: { kind: 'question', id } }));
  return [...questions, { scope: { kind: 'factor', id: factorId } }];
}

/** Scores that are published directly or follow by subtracting known scores. */
function knownScores({ equations }: AuditedSystem): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  for (let before = -1; before < known.size;) {
    before = known.size;
    for (const { places, value } of equations) {
      const unknown = places.filter((place) => !known.has(place));
      if (unknown.length !== 1) continue;
      known.set(unknown[0]!, value - total(places, (place) => known.get(place) ?? 0));
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
  const maxOf = (places: readonly number[]): number => total(places, (place) => variables[place]!.scoreMax);
  const rows = equations
    .map(({ places, value }) => ({ places: unknownIn(places), value: value - fixedIn(places) }))
    .filter(({ places }) => places.length > 0);
  const asked = cells.map(({ places, ...cell }): ProgramCell => {
    const unknown = unknownIn(places);
    return {
      ...cell,
      unknown,
      fixed: fixedIn(places),
      score: total(places, (place) => variables[place]!.score),
      max: maxOf(places),
    };
  });

  /** Union-find: places that an equation or a cell links have the same root. */
  const above = [...variables.keys()];
  const rootOf = (place: number): number => {
    let root = place;
    while (above[root] !== root) root = above[root] = above[above[root]!]!;
    return root;
  };
  for (const places of [...rows.map((row) => row.places), ...asked.map(({ unknown }) => unknown)])
    for (const place of places) above[rootOf(place)] = rootOf(places[0]!);
  const members = groupedBy(unknownIn([...variables.keys()]), rootOf);
  const rowsIn = groupedBy(rows, ({ places }) => rootOf(places[0]!));
  const linked = groupedBy(asked, ({ unknown }) => (unknown.length > 0 ? rootOf(unknown[0]!) : -1));
  return [...linked].map(([root, some]) => ({
    program: programText(variables, members.get(root) ?? [], rowsIn.get(root) ?? []),
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

/** A lower bound, since answers to different questions may come from the same respondents. */
function respondentsIn(variables: readonly Variable[]): number {
  const most = new Map<string, number>();
  for (const { whose, respondents } of variables)
    most.set(whose, Math.max(respondents, most.get(whose) ?? 0));
  return total([...most.values()], (count) => count);
}

/** The constraints and bounds in LP format. */
function programText(
  variables: readonly Variable[],
  places: readonly number[],
  rows: readonly Equation[],
): string {
  const sums = new Set(rows.map((row) => ` ${sumText(row.places)} = ${row.value}`));
  const bounds = places.map((place) => ` 0 <= x${place} <= ${variables[place]!.scoreMax}`);
  return `Subject To\n${[...sums].join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`;
}

function sumText(places: readonly number[]): string {
  return places.map((place) => `+ x${place}`).join(' ');
}

type Goal = 'Minimize' | 'Maximize';

/** @returns the score of each variable */
function solutionOf(
  highs: LegacyHighs,
  program: string,
  goal: Goal,
  objective: readonly number[],
): (place: number) => number {
  if (objective.length === 0) return () => 0;
  const { Columns } = solved(highs, `${goal}\n obj: ${sumText(objective)}\n${program}`);
  return (place) => Columns[`x${place}`]?.Primal ?? 0;
}

/**
 * Whether a score is known because it belongs to a total of ten or more respondents who answered alike. The dual solution
 * names that total: the scores that cannot move because all of them are at their bound.
 */
function isInUniformTotal(
  highs: LegacyHighs,
  program: string,
  { variables }: AuditedSystem,
  place: number,
): boolean {
  const { score, scoreMax } = variables[place]!;
  if (score > 0 && score < scoreMax) return false;
  const text = `${score > 0 ? 'Minimize' : 'Maximize'}\n obj: x${place}\n${program}`;
  const { Columns, ObjectiveValue } = solved(highs, text, { presolve: 'off' });
  if (Math.abs(ObjectiveValue - score) > TOLERANCE) return false;
  const dualOf = (column: (typeof Columns)[string]): number => ('Dual' in column ? column.Dual : 0);
  const others = Object.entries(Columns).filter(
    ([name, column]) => name !== `x${place}` && Math.abs(dualOf(column)) > TOLERANCE,
  );
  const together = [place, ...others.map(([name]) => Number(name.slice(1)))];
  const isOneWay = others.every(([, column]) => dualOf(column) < 0);
  return isOneWay && !isSmall(respondentsIn(together.map((one) => variables[one]!)));
}

function solved(highs: LegacyHighs, text: string, options?: Parameters<LegacyHighs['solve']>[1]) {
  const solution = highs.solve(text, options);
  if (solution.Status !== 'Optimal')
    throw new Error(`the audit of a release found no solution: ${solution.Status}`);
  return solution;
}

function total<One>(ones: readonly One[], of: (one: One) => number): number {
  return ones.reduce((sum, one) => sum + of(one), 0);
}
