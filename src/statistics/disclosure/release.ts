/**
 * The figures of a closed round: for each unit, the figures of all answers, of a factor or of a question; for the whole
 * round, also those of groups of respondents. Suppression is decided once for all pages, files and publications.
 */
import type { Scope } from '../estimation/scope.ts';
import { suppressSums, type Sum } from './suppressSums.ts';
import { suppressedBlock } from './suppressTable.ts';

/** Groupings of respondents with figures of their index over all answers. */
export type GroupDimension = 'channel' | 'service' | 'about' | 'day' | 'flag';

/** What a unit's figure covers. */
export type Part = { readonly scope: Scope } | { readonly dimension: GroupDimension; readonly value: string };

/** The answers of some respondents; scores are whole numbers. */
export interface AnswerCell {
  readonly respondents: number;
  /** Σ score, from 0 to `scoreMax`: the protected value. */
  readonly score: number;
  readonly scoreMax: number;
}

/** Unique among all units and parts of a round. */
export function figureKey(unitId: string, part: Part): string {
  if ('dimension' in part) return `${unitId} ${part.dimension} ${part.value}`;
  return `${unitId} ${part.scope.kind} ${part.scope.kind === 'whole' ? '' : part.scope.id}`;
}

export interface Release {
  /** Parents come before their children. */
  readonly unitIds: readonly string[];
  readonly childIds: (unitId: string) => readonly string[];
  readonly factors: readonly { readonly id: string; readonly questionIds: readonly string[] }[];
  /** The unit that the whole round covers, if there is one, and the groups of its respondents. No other unit has any. */
  readonly grouped?: { readonly unitId: string; readonly splits: readonly Split[] } | undefined;
  /** Flags whose respondents are compared with the others in each unit. */
  readonly flags: readonly string[];
  /** The cell of a unit including all its subunits. */
  readonly cell: (unitId: string, part: Part) => AnswerCell;
  /** Figures already suppressed, by the publication that this one corrects or by its audit. */
  readonly inherited?: ReadonlySet<string> | undefined;
}

/** Disjoint groups of respondents, not necessarily covering all of them. */
export interface Split {
  readonly dimension: Exclude<GroupDimension, 'flag'>;
  readonly values: readonly string[];
  /** Whether anybody can count the groups' respondents in each unit. */
  readonly isByUnit: boolean;
}

export interface Suppression {
  readonly isSuppressed: (unitId: string, part: Part) => boolean;
  /** Keys of all suppressed figures of published units, and of unpublished units. */
  readonly keys: ReadonlySet<string>;
}

export const WHOLE: Part = { scope: { kind: 'whole' } };
const NOBODY: AnswerCell = { respondents: 0, score: 0, scoreMax: 0 };

/**
 * Suppresses units, then factors and questions within the published units, then groups of the whole round.
 *
 * 1. Units: `suppressSums`, each parent being the sum of its children and its residual.
 * 2. Factors and questions: `suppressedBlock` among the children of one parent. A part suppressed for a parent is suppressed
 *    for its children; the questions of a suppressed factor are suppressed too.
 * 3. Groups: `suppressSums`, the round being the sum of the groups and of those in none of them.
 *
 * @see docs/methodology.md, section 9
 */
export function suppressRelease(release: Release): Suppression {
  const keys = new Set(release.inherited);
  const { isSuppressed } = suppressionOf(release, keys);
  for (const key of suppressedUnits(release)) keys.add(key);
  for (const flag of release.flags) for (const key of suppressedFlags(release, flag)) keys.add(key);

  const factors = release.factors.map(({ id }): Part => ({ scope: { kind: 'factor', id } }));
  for (const parentId of [undefined, ...release.unitIds]) {
    if (parentId !== undefined && isSuppressed(parentId, WHOLE)) continue;
    const rows = rowsOf(release, parentId, (unitId) => !isSuppressed(unitId, WHOLE));
    if (rows.length === 0) continue;
    const isFactorSuppressed = suppressParts(parentId, rows, factors, () => false);
    release.factors.forEach(({ questionIds }, at) => {
      const questions = questionIds.map((id): Part => ({ scope: { kind: 'question', id } }));
      suppressParts(parentId, rows, questions, (row) => isFactorSuppressed(row, at));
    });
  }
  for (const key of suppressedGroups(release)) keys.add(key);
  return { isSuppressed, keys };

  /** @param isTotalSuppressed whether the sum of the parts is suppressed for a row */
  function suppressParts(
    parentId: string | undefined,
    rows: readonly Row[],
    parts: readonly Part[],
    isTotalSuppressed: (row: number) => boolean,
  ): (row: number, part: number) => boolean {
    const ofParent = parts.map((part) => parentId !== undefined && isSuppressed(parentId, part));
    const isInBlock = suppressedBlock({
      respondents: rows.map(({ cell }) => parts.map((part) => cell(part).respondents)),
      columns: 'overlapping',
      isRowTotalKnown: (row) => !isTotalSuppressed(row),
      isColumnTotalKnown: (part) => parentId !== undefined && !ofParent[part]!,
      isSuppressed(row, part) {
        const { unitId } = rows[row]!;
        const isInherited = unitId !== undefined && isSuppressed(unitId, parts[part]!);
        return isInherited || ofParent[part]! || isTotalSuppressed(row);
      },
    });
    rows.forEach(({ unitId }, row) => {
      if (unitId === undefined) return;
      for (const [at, part] of parts.entries()) if (isInBlock(row, at)) keys.add(figureKey(unitId, part));
    });
    return isInBlock;
  }
}

/** The suppression with these keys. */
export function suppressionOf({ grouped }: Pick<Release, 'grouped'>, keys: ReadonlySet<string>): Suppression {
  return {
    keys,
    isSuppressed: (unitId, part) =>
      keys.has(figureKey(unitId, WHOLE)) ||
      keys.has(figureKey(unitId, part)) ||
      ('dimension' in part && part.dimension !== 'flag' && unitId !== grouped?.unitId),
  };
}

/** One unit, or the suppressed siblings together with the residual of their parent, of which only the total is known. */
export interface Row {
  readonly unitId: string | undefined;
  readonly cell: (part: Part) => AnswerCell;
}

/** A row for each published child, and one for the rest of the parent; without a parent, for each of the topmost units. */
export function rowsOf(
  { unitIds, childIds, cell }: Release,
  parentId: string | undefined,
  isPublished: (unitId: string) => boolean,
): readonly Row[] {
  const released = new Set(unitIds);
  const below = new Set(unitIds.flatMap(childIds));
  const among = parentId === undefined ? unitIds.filter((id) => !below.has(id)) : childIds(parentId);
  const shown = among.filter((id) => released.has(id) && isPublished(id));
  const rows = shown.map((unitId): Row => ({ unitId, cell: (part) => cell(unitId, part) }));
  if (parentId === undefined || rows.length === 0) return rows;
  const rest = (part: Part): AnswerCell =>
    less(
      cell(parentId, part),
      rows.map((row) => row.cell(part)),
    );
  return rest(WHOLE).respondents > 0 ? [...rows, { unitId: undefined, cell: rest }] : rows;
}

function suppressedUnits(release: Release): string[] {
  return suppressedInTree(release, WHOLE, (cell) => cell(WHOLE).respondents);
}

/** Published are the respondents with the flag and, by subtraction, those without it. */
function suppressedFlags(release: Release, value: string): string[] {
  const part: Part = { dimension: 'flag', value };
  return suppressedInTree(release, part, (cell) =>
    Math.min(cell(part).respondents, less(cell(WHOLE), [cell(part)]).respondents),
  );
}

/** Keys of one part of the units that `suppressSums` suppresses over the tree. */
function suppressedInTree(
  { unitIds, childIds, cell, inherited = new Set() }: Release,
  part: Part,
  respondentsOf: (cell: Row['cell']) => number,
): string[] {
  const respondents = new Map(unitIds.map((id) => [id, respondentsOf((of) => cell(id, of))]));
  const sums: Sum<string>[] = [];
  for (const total of unitIds.filter((id) => childIds(id).length > 0)) {
    const parts = childIds(total);
    const residual = `${total} residual`;
    const left = (of: Part): AnswerCell =>
      less(
        cell(total, of),
        parts.map((id) => cell(id, of)),
      );
    respondents.set(residual, respondentsOf(left));
    sums.push({ total, parts: [...parts, residual] });
  }
  const isUnpublished = (key: string): boolean =>
    key.endsWith(' residual') || inherited.has(figureKey(key, part));
  const keys = [...respondents.keys()];
  const unpublished = new Set(keys.filter(isUnpublished));
  const suppressed = suppressSums((key) => respondents.get(key) ?? 0, keys, sums, unpublished);
  return unitIds.filter((id) => suppressed.has(id)).map((id) => figureKey(id, part));
}

/** Keys of the suppressed groups of the whole round. Those who are in no group are a group that no page shows. */
function suppressedGroups({ grouped, cell, inherited = new Set() }: Release): string[] {
  if (!grouped) return [];
  const { unitId, splits } = grouped;
  return splits.flatMap(({ dimension, values }) => {
    const groups = values.map((value): Part => ({ dimension, value }));
    const cells = groups.map((part) => cell(unitId, part));
    const respondents = new Map(groups.map((part, at) => [figureKey(unitId, part), cells[at]!.respondents]));
    respondents.set(OTHERS, less(cell(unitId, WHOLE), cells).respondents);
    const keys = [...respondents.keys()];
    const unpublished = new Set(keys.filter((key) => key === OTHERS || inherited.has(key)));
    const sums = [{ total: figureKey(unitId, WHOLE), parts: keys }];
    const suppressed = suppressSums((key) => respondents.get(key)!, keys, sums, unpublished);
    return keys.filter((key) => key !== OTHERS && suppressed.has(key));
  });
}
const OTHERS = 'others';

export function sumOf(cells: readonly AnswerCell[]): AnswerCell {
  return cells.reduce(
    (sum, cell) => ({
      respondents: sum.respondents + cell.respondents,
      score: sum.score + cell.score,
      scoreMax: sum.scoreMax + cell.scoreMax,
    }),
    NOBODY,
  );
}

/** What is left of a total without some of its parts. */
export function less(total: AnswerCell, parts: readonly AnswerCell[]): AnswerCell {
  const { respondents, score, scoreMax } = sumOf(parts);
  return {
    respondents: total.respondents - respondents,
    score: total.score - score,
    scoreMax: total.scoreMax - scoreMax,
  };
}
