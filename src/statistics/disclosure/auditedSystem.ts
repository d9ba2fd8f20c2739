/** The figures of a release as equations over the scores behind them: what an intruder has to start from. */
import {
  less,
  rowsOf,
  WHOLE,
  type AnswerCell,
  type Part,
  type Release,
  type Row,
  type Split,
  type Suppression,
} from './release.ts';
import { isSmall } from './threshold.ts';

/** The total score of some respondents, on one question or on all. Every figure is a sum of such scores. */
export interface Variable extends AnswerCell {
  /** Variables with the same name may have the same respondents. */
  readonly whose: string;
}

/** A sum of variables, given by their index. */
export interface Equation {
  readonly positions: readonly number[];
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
  readonly positions: readonly number[];
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
  const positionOf = new Map<string, number>();
  for (const unitId of unitIds) {
    for (const id of all) {
      const part: Part = { scope: { kind: 'question', id } };
      const own = less(
        cell(unitId, part),
        childIds(unitId).map((child) => cell(child, part)),
      );
      if (own.scoreMax === 0) continue;
      positionOf.set(`${unitId} ${id}`, system.variables.push({ whose: unitId, ...own }) - 1);
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
      const positions = subtree(unitId).flatMap((id) =>
        questionIds.flatMap((question) => positionOf.get(`${id} ${question}`) ?? []),
      );
      if (respondents === 0) continue;
      if (!isSuppressed(unitId, part)) system.equations.push({ positions, value: score });
      else if (isSmall(respondents)) system.cells.push({ unitId, part, respondents, positions });
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
  const ofRound = positionsIn({ unitId: topId, cell: (part) => release.cell(topId, part) });
  groups.forEach((part, at) => {
    const value = release.cell(topId, part).score;
    if (!isSuppressed(topId, part)) equations.push({ positions: ofRound[at]!, value });
  });

  /** @returns for each group, its variables in a unit or in several together */
  function positionsIn({ unitId, cell }: Row): readonly (readonly number[])[] {
    const below = unitId === undefined ? [] : rowsOf(release, unitId, (id) => !isSuppressed(id, WHOLE));
    const ofRows = below.map(positionsIn);
    const positions =
      ofRows.length > 0 ? groups.map((_, at) => ofRows.flatMap((of) => of[at]!)) : addRow(cell);
    groups.forEach((part, at) => {
      const { respondents } = cell(part);
      if (isSmall(respondents)) cells.push({ unitId, part, respondents, positions: positions[at]! });
    });
    return positions;
  }

  function addRow(cell: Row['cell']): readonly (readonly number[])[] {
    const inNoGroup = less(cell(WHOLE), groups.map(cell));
    const positions = [...groups.map(cell), inNoGroup].map((group) =>
      group.scoreMax === 0 ? [] : [variables.push({ whose: `group ${variables.length}`, ...group }) - 1],
    );
    equations.push({ positions: positions.flat(), value: cell(WHOLE).score });
    return positions;
  }
}
