/**
 * The figures of a closed round: for each unit, the figures of all answers, of a factor, of a question, or of a group of
 * respondents. Suppression is decided once for all pages, files and publications of the round.
 */
import type { Scope } from '../estimation/scope.ts';
import { suppressSums } from './suppressSums.ts';
import {
  disclosedCells,
  isWithin,
  suppressedBlock,
  type AnswerCell,
  type Block,
  type TwoWayTable,
} from './suppressTable.ts';

/** Groupings of respondents with figures of their index over all answers. */
export type GroupDimension = 'channel' | 'service' | 'about' | 'day' | 'flag';

/** What a unit's figure covers. */
export type Part = { readonly scope: Scope } | { readonly dimension: GroupDimension; readonly value: string };

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
  readonly splits: readonly Split[];
  /** The cell of a unit including all its subunits. */
  readonly cell: (unitId: string, part: Part) => AnswerCell;
  /** Figures already suppressed, by the publication that this one corrects or by its audit. */
  readonly inherited?: ReadonlySet<string> | undefined;
}

/** Disjoint groups of respondents, not necessarily covering all of them. */
export interface Split {
  readonly dimension: GroupDimension;
  readonly values: readonly string[];
  /** The units with figures by this grouping; includes all ancestors of each unit. */
  readonly unitIds: ReadonlySet<string>;
}

export interface Suppression {
  readonly isSuppressed: (unitId: string, part: Part) => boolean;
  /** Keys of all suppressed figures of published units, and of unpublished units. */
  readonly keys: ReadonlySet<string>;
}

/** One unit, or the suppressed siblings together with the residual of their parent, of which only the total is known. */
interface Row {
  readonly unitId: string | undefined;
  readonly cell: (part: Part) => AnswerCell;
}

const WHOLE: Part = { scope: { kind: 'whole' } };
const NOBODY: AnswerCell = { respondents: 0, score: 0, scoreMax: 0 };

/**
 * Suppresses units, then factors, questions and groups within the published units.
 *
 * 1. Units: `suppressSums`, each parent being the sum of its children and its residual.
 * 2. Factors and questions: `suppressedBlock` among the children of one parent. A part suppressed for a parent is suppressed
 *    for its children; the questions of a suppressed factor are suppressed too.
 * 3. Groups: the same, over the units that have figures by the dimension.
 * 4. Where a small cell still follows from the figures of its parent, these are suppressed too, and the procedure restarts.
 *
 * @see docs/methodology.md, section 9
 */
export function suppressRelease(release: Release): Suppression {
  const { suppression, disclosing } = suppressOnce(release);
  const inherited = new Set([...suppression.keys, ...disclosing]);
  return inherited.size === suppression.keys.size ? suppression : suppressRelease({ ...release, inherited });
}

/** Applies rules 1 to 3. Also returns the keys of the parents' figures that disclose small cells. */
function suppressOnce(release: Release): { suppression: Suppression; disclosing: readonly string[] } {
  const { unitIds, childIds, factors, splits, inherited = new Set<string>() } = release;
  const published = new Set(unitIds);
  const keys = new Set(inherited);
  const disclosing: string[] = [];
  const isSuppressed = (unitId: string, part: Part): boolean =>
    keys.has(figureKey(unitId, WHOLE)) || keys.has(figureKey(unitId, part));
  for (const unitId of suppressedUnits(release)) keys.add(figureKey(unitId, WHOLE));

  const below = new Set(unitIds.flatMap((id) => childIds(id)));
  const roots = unitIds.filter((id) => !below.has(id));
  for (const parentId of [undefined, ...unitIds]) {
    if (parentId !== undefined && isSuppressed(parentId, WHOLE)) continue;
    const children = (parentId === undefined ? roots : childIds(parentId)).filter((id) => published.has(id));
    if (children.length === 0) continue;
    const siblings = rowsOf(
      release,
      parentId,
      children.filter((id) => !isSuppressed(id, WHOLE)),
    );
    suppressScopes(parentId, siblings);
    for (const split of splits) {
      if (parentId !== undefined && !split.unitIds.has(parentId)) continue;
      suppressSplit(
        parentId,
        children.filter((id) => !isSuppressed(id, WHOLE)),
        split,
      );
    }
  }
  return { suppression: { isSuppressed, keys }, disclosing };

  /** A column beyond the parts is the rest of a row, which no figure shows; nor is a row without a unit shown. */
  function suppressBlock(
    { rows: lines, columns }: Block,
    rows: readonly Row[],
    parts: readonly Part[],
  ): void {
    for (const line of lines) {
      const { unitId } = rows[line]!;
      for (const column of columns)
        if (unitId !== undefined && column < parts.length) keys.add(figureKey(unitId, parts[column]!));
    }
  }

  function addDisclosing(
    parentId: string | undefined,
    parts: readonly Part[],
    { table, isUnknown }: { table: TwoWayTable; isUnknown: (row: number, column: number) => boolean },
  ): void {
    if (parentId === undefined) return;
    for (const { column } of disclosedCells(table, isUnknown))
      for (const part of column < parts.length ? [parts[column]!] : parts)
        disclosing.push(figureKey(parentId, part));
  }

  function suppressScopes(parentId: string | undefined, rows: readonly Row[]): void {
    const factorParts = factors.map(({ id }): Part => ({ scope: { kind: 'factor', id } }));
    const suppressedFactors = suppressParts(parentId, rows, factorParts, () => false);
    factors.forEach(({ questionIds }, factor) => {
      const questions = questionIds.map((id): Part => ({ scope: { kind: 'question', id } }));
      suppressParts(parentId, rows, questions, (row) => suppressedFactors(row, factor));
    });
  }

  /** @param isTotalSuppressed whether the sum of the parts is suppressed for a row */
  function suppressParts(
    parentId: string | undefined,
    rows: readonly Row[],
    parts: readonly Part[],
    isTotalSuppressed: (row: number) => boolean,
  ): (row: number, part: number) => boolean {
    const ofParent = parts.map((part) => parentId !== undefined && isSuppressed(parentId, part));
    const wasSuppressed = (row: number, part: number): boolean => {
      const { unitId } = rows[row]!;
      const before = unitId !== undefined && isSuppressed(unitId, parts[part]!);
      return before || ofParent[part]! || isTotalSuppressed(row);
    };
    const table: TwoWayTable = {
      cells: rows.map(({ cell }) => parts.map(cell)),
      columns: 'overlapping',
      isRowTotalKnown: (row) => !isTotalSuppressed(row) || areAllAlike(rows[row]!.cell(WHOLE)),
      isColumnTotalKnown: (part) => parentId !== undefined && !ofParent[part]!,
      isSuppressed: wasSuppressed,
    };
    const block = suppressedBlock(table);
    addDisclosing(parentId, parts, { table, isUnknown: isWithin(block) });
    suppressBlock(block, rows, parts);
    return isWithin(block);
  }

  function suppressSplit(
    parentId: string | undefined,
    shown: readonly string[],
    { dimension, values, unitIds: withSplit }: Split,
  ): void {
    const parts = values.map((value): Part => ({ dimension, value }));
    const tableOf = (some: readonly string[]): TwoWayTable & { rows: readonly Row[] } => {
      const rows = rowsOf(release, parentId, some);
      return {
        rows,
        cells: rows.map(({ cell }) => {
          const cells = parts.map(cell);
          return [...cells, less(cell(WHOLE), sumOf(cells))]; // respondents in none of the groups
        }),
        columns: 'disjoint',
        isRowTotalKnown: () => true,
        isColumnTotalKnown: (column) =>
          parentId !== undefined && !(column < parts.length ? ofParent[column] : ofParent.includes(true)),
        isSuppressed(row, column) {
          const { unitId } = rows[row]!;
          if (column === parts.length) return false;
          return ofParent[column]! || (unitId !== undefined && isSuppressed(unitId, parts[column]!));
        },
      };
    };
    const ofParent = parts.map((part) => parentId !== undefined && isSuppressed(parentId, part));
    const table = tableOf(shown.filter((id) => withSplit.has(id)));
    suppressBlock(suppressedBlock(table), table.rows, parts);
    if (dimension === 'day') return; // counted for the whole round only
    // Units without figures by the dimension still have totals, and the number of respondents in their groups is known.
    for (const units of [shown, shown.flatMap(lowestShown)]) {
      const all = tableOf(units);
      const isUnknown = (row: number, column: number): boolean => {
        const { unitId } = all.rows[row]!;
        if (unitId === undefined || !withSplit.has(unitId) || column === parts.length) return true;
        return isSuppressed(unitId, parts[column]!);
      };
      addDisclosing(parentId, parts, { table: all, isUnknown });
    }
  }

  /** The lowest published descendants of a unit; the unit itself if it has none. */
  function lowestShown(unitId: string): readonly string[] {
    const shown = childIds(unitId).filter((id) => published.has(id) && !isSuppressed(id, WHOLE));
    return shown.length > 0 ? shown.flatMap(lowestShown) : [unitId];
  }
}

function suppressedUnits({ unitIds, childIds, cell, inherited }: Release): string[] {
  const residual = (unitId: string): string => `${unitId} residual`;
  const respondents = new Map(unitIds.map((id) => [id, cell(id, WHOLE).respondents]));
  const sums = unitIds
    .filter((id) => childIds(id).length > 0)
    .map((total) => ({ total, parts: [...childIds(total), residual(total)] }));
  for (const { total } of sums) {
    const inChildren = childIds(total).reduce((sum, id) => sum + (respondents.get(id) ?? 0), 0);
    respondents.set(residual(total), respondents.get(total)! - inChildren);
  }
  const before = unitIds.filter((id) => inherited?.has(figureKey(id, WHOLE)));
  const unpublished = new Set([...before, ...sums.map(({ total }) => residual(total))]);
  const suppressed = suppressSums(
    (id) => respondents.get(id) ?? 0,
    [...respondents.keys()],
    sums,
    unpublished,
  );
  return unitIds.filter((id) => suppressed.has(id));
}

/** A row for each published child, and one for the rest of the parent. */
function rowsOf({ cell }: Release, parentId: string | undefined, shown: readonly string[]): readonly Row[] {
  const rows = shown.map((unitId): Row => ({ unitId, cell: (part) => cell(unitId, part) }));
  if (parentId === undefined) return rows;
  const rest = (part: Part): AnswerCell =>
    less(cell(parentId, part), sumOf(shown.map((unitId) => cell(unitId, part))));
  return rest(WHOLE).respondents > 0 ? [...rows, { unitId: undefined, cell: rest }] : rows;
}

/** Whether a total reveals each of its parts. */
function areAllAlike({ score, scoreMax }: AnswerCell): boolean {
  return score === 0 || score === scoreMax;
}

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

export function less(total: AnswerCell, part: AnswerCell): AnswerCell {
  return {
    respondents: total.respondents - part.respondents,
    score: total.score - part.score,
    scoreMax: total.scoreMax - part.scoreMax,
  };
}
