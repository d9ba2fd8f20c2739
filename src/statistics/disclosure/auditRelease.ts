/**
 * The disclosure audit of a closed round. It asks what an intruder who knows the number of respondents in every cell can infer
 * about the answers in the small cells: every published figure is an equation over answers, and `disclosedCells` solves them.
 */
import {
  figureKey,
  less,
  restOf,
  suppressRelease,
  WHOLE,
  type AnswerCell,
  type Part,
  type Release,
  type Suppression,
} from './release.ts';
import { isSmall } from './threshold.ts';

/** The total score of some respondents, on one question or on all. Every figure is a sum of such scores. */
export interface Variable extends AnswerCell {
  /** Variables with the same name may have the same respondents. */
  readonly whose: string;
}

/** A suppressed cell of 1 to 9 respondents. */
export interface AuditedCell {
  /** For several suppressed units together, their parent. */
  readonly unitId: string;
  readonly part: Part;
  /** The parts of its table, one of which is suppressed in addition if the cell is disclosed. */
  readonly beside: readonly Part[];
  readonly positions: readonly number[];
}

/** Plain data, so that the audit can run in a worker thread. */
export interface AuditedSystem {
  readonly variables: readonly Variable[];
  /** The published sums of variables, given by their index. */
  readonly equations: readonly { readonly positions: readonly number[]; readonly value: number }[];
  readonly cells: readonly AuditedCell[];
}

/**
 * Extends the suppression of a release until it passes the audit. Where a small cell is disclosed, one more figure of its
 * table is suppressed: the group itself, or else the smallest figure of the same unit, or else the smallest of its siblings
 * and their parent.
 *
 * @param audit `disclosedCells`, in a worker thread
 * @returns undefined if a cell is disclosed whatever is suppressed
 */
export async function auditedSuppression(
  release: Release,
  audit: (system: AuditedSystem) => Promise<readonly AuditedCell[]>,
): Promise<Suppression | undefined> {
  let suppression = suppressRelease(release);
  for (;;) {
    const disclosed = await audit(auditedSystem(release, suppression));
    if (disclosed.length === 0) return suppression;
    const next = disclosed.flatMap((cell) => nextSuppressed(release, suppression, cell) ?? []);
    if (next.length === 0) return undefined;
    suppression = suppressRelease({ ...release, inherited: new Set([...suppression.keys, ...next]) });
  }
}

/** The key of the figure to suppress because of a disclosed cell. */
function nextSuppressed(
  { unitIds, childIds, grouped, cell }: Release,
  { isSuppressed }: Suppression,
  { unitId: ofUnit, part: ofCell, beside }: AuditedCell,
): string | undefined {
  const unitId = 'dimension' in ofCell ? grouped!.unitId : ofUnit;
  const parentId = unitIds.find((id) => childIds(id).includes(unitId));
  const around = parentId === undefined ? [unitId] : [...childIds(parentId), parentId];
  const published = around.flatMap((id) =>
    beside
      .filter((part) => !isSuppressed(id, part) && cell(id, part).respondents > 0)
      .map((part) => ({ id, key: figureKey(id, part), respondents: cell(id, part).respondents })),
  );
  const distance = ({ id, key }: (typeof published)[number]): number =>
    key === figureKey(unitId, ofCell) ? 0 : id === unitId ? 1 : 2;
  published.sort((one, other) => distance(one) - distance(other) || one.respondents - other.respondents);
  return published[0]?.key;
}

/** A part as the sum of its columns: questions, or groups of respondents, of whom undefined are those in none. */
interface Figure extends Pick<AuditedCell, 'part' | 'beside'> {
  readonly columns: readonly (Part | undefined)[];
}

/**
 * Writes the figures of a release as equations: over the scores of each unit (excluding its subunits) on each question, and
 * over those of each group in it.
 */
export function auditedSystem(release: Release, { isSuppressed }: Suppression): AuditedSystem {
  const { unitIds, childIds, factors, grouped, cell } = release;
  const equations: AuditedSystem['equations'][number][] = [];
  const [variables, cells]: [Variable[], AuditedCell[]] = [[], []];
  const subtree = (unitId: string): readonly string[] => [unitId, ...childIds(unitId).flatMap(subtree)];
  const scopes = factors.flatMap(({ part, questions }): Figure[] => [
    { part, columns: questions, beside: factors.map((one) => one.part) },
    ...questions.map((one) => ({ part: one, columns: [one], beside: [...questions, part] })),
  ]);
  const all = factors.flatMap(({ questions }) => questions);
  addTable(all, scopes);
  for (const { groups, isByUnit } of grouped?.splits ?? []) {
    const figures = groups.map((part): Figure => ({ part, columns: [part], beside: groups }));
    if (isByUnit) addTable([...groups, undefined], figures);
  }
  return { variables, equations, cells };

  /** @param figures besides the whole, which is the sum of all columns */
  function addTable(columns: Figure['columns'], figures: readonly Figure[]): void {
    const groups = columns.filter((column) => column !== undefined);
    const areDisjoint = columns.length > groups.length;
    const positionOf = new Map(columns.map((column) => [column, new Map<string, number>()]));
    for (const unitId of unitIds)
      for (const [at, column] of columns.entries()) {
        const own = (part: Part): AnswerCell => restOf(release, unitId, childIds(unitId), part);
        const answers = column ? own(column) : less(own(WHOLE), groups.map(own)); // prettier-ignore
        const whose = areDisjoint ? `${unitId} ${at}` : unitId;
        if (answers.scoreMax > 0)
          positionOf.get(column)!.set(unitId, variables.push({ whose, ...answers }) - 1);
      }
    const whole: Figure = { part: WHOLE, columns, beside: [WHOLE] };
    for (const unitId of unitIds) {
      const below = childIds(unitId);
      const published = below.filter((id) => !isSuppressed(id, WHOLE));
      const rest = [unitId, ...below.filter((id) => !published.includes(id)).flatMap(subtree)];
      const isRestTold = published.length > 0 && !isSuppressed(unitId, WHOLE);
      for (const { part, columns: some, beside } of [whole, ...figures]) {
        const positionsIn = (ids: readonly string[]): readonly number[] =>
          ids.flatMap((id) => some.flatMap((column) => positionOf.get(column)!.get(id) ?? []));
        const { respondents, score } = cell(unitId, part);
        const positions = positionsIn(subtree(unitId));
        if (!isSuppressed(unitId, part)) equations.push({ positions, value: score });
        else if (isSmall(respondents)) cells.push({ unitId, part, beside, positions });
        if (isRestTold && isSmall(restOf(release, unitId, published, part).respondents))
          cells.push({ unitId, part, beside, positions: positionsIn(rest) });
      }
    }
  }
}
