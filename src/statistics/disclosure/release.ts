/**
 * The figures of a closed round: for each unit, the figures of all answers, of a factor or of a question; for the whole
 * round, also those of groups of respondents. Suppression is decided once for all pages, files and publications.
 */
import type { Scope } from '../estimation/scope.ts';
import { suppressedBlock, suppressSums } from './suppressTable.ts';
import { isSmall } from './threshold.ts';

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
  readonly factors: readonly { readonly part: Part; readonly questions: readonly Part[] }[];
  /** The unit that the whole round covers, if there is one, and the groups of its respondents. No other unit has any. */
  readonly grouped?: { readonly unitId: string; readonly splits: readonly Split[] } | undefined;
  /** Flags whose respondents are compared with the others in each unit. */
  readonly flags: readonly Part[];
  /** The cell of a unit including all its subunits. */
  readonly cell: (unitId: string, part: Part) => AnswerCell;
  /** Figures already suppressed, by the publication that this one corrects or by its audit. */
  readonly inherited?: ReadonlySet<string> | undefined;
}

/** Disjoint groups of respondents, not necessarily covering all of them. */
export interface Split {
  readonly groups: readonly Part[];
  /** Whether anybody can count the groups' respondents in each unit. */
  readonly isByUnit: boolean;
  /** Groups whose total other pages show, such as the days of a week. */
  readonly subtotals?: readonly (readonly Part[])[];
}

export interface Suppression {
  readonly isSuppressed: (unitId: string, part: Part) => boolean;
  /** Keys of all suppressed figures of published units, and of unpublished units. */
  readonly keys: ReadonlySet<string>;
}

export const WHOLE: Part = { scope: { kind: 'whole' } };

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
  const { unitIds, childIds, factors, grouped, flags, cell } = release;
  const keys = new Set(release.inherited);
  const { isSuppressed } = suppressionOf(release, keys);
  const below = new Set(unitIds.flatMap(childIds));
  suppressUnits(unitIds.filter((unitId) => !below.has(unitId)));
  for (const unitId of unitIds) suppressUnits(childIds(unitId), unitId);
  for (const { groups, subtotals } of grouped?.splits ?? []) {
    const { unitId } = grouped!;
    const of = (part: Part): AnswerCell => cell(unitId, part);
    const figureOf = new Map(groups.map((part) => [part, { unitId, part }]));
    const sums = subtotals?.map((some) => some.map((part) => figureOf.get(part)!));
    const rest = less(of(WHOLE), groups.map(of)).respondents;
    suppressFigures([...figureOf.values()], { rest, subtotals: sums });
  }
  return { isSuppressed, keys };

  function suppressFigures<Of extends { unitId: string; part: Part }>(
    figures: readonly Of[],
    sums: KnownSums<Of>,
  ): void {
    for (const key of suppressedAmong(figures, sums, release, isSuppressed)) keys.add(key);
  }

  /** @param parentId absent for the topmost units, of which no total is published */
  function suppressUnits(children: readonly string[], parentId?: string): void {
    const isOfParent = (part: Part): boolean => parentId !== undefined && isSuppressed(parentId, part);
    for (const part of [WHOLE, ...flags]) {
      const figures = children.map((unitId) => ({ unitId, part }));
      const rest = (of: Part): AnswerCell => restOf(release, parentId!, children, of);
      if (isOfParent(part)) for (const unitId of children) keys.add(figureKey(unitId, part));
      else suppressFigures(figures, { rest: parentId === undefined ? undefined : respondentsIn(rest, part) });
    }
    const published = children.filter((unitId) => !isSuppressed(unitId, WHOLE));
    if (published.length === 0) return;
    /** Undefined: the suppressed siblings together with the residual of the parent, of which only the total is known. */
    const rows = parentId === undefined ? published : [...published, undefined];
    const suppressParts = (parts: readonly Part[], isTotalSuppressed = (_row?: string) => false) => {
      const isInBlock = suppressedBlock({
        rows,
        columns: parts,
        respondents: (row, part) =>
          (row === undefined ? restOf(release, parentId!, published, part) : cell(row, part)).respondents,
        areColumnsDisjoint: false,
        areColumnTotalsKnown: parentId !== undefined,
        isSuppressed: (row, part) =>
          isOfParent(part) || isTotalSuppressed(row) || (row !== undefined && isSuppressed(row, part)),
      });
      for (const unitId of published)
        for (const part of parts) if (isInBlock(unitId, part)) keys.add(figureKey(unitId, part));
      return isInBlock;
    };
    const isFactorSuppressed = suppressParts(factors.map(({ part }) => part));
    for (const { part, questions } of factors)
      suppressParts(questions, (row) => isFactorSuppressed(row, part));
  }
}

interface KnownSums<Of> {
  /** Respondents of the figures' total in none of them, whom no page shows; undefined: the total is not published. */
  readonly rest: number | undefined;
  /** Figures whose total other pages show. */
  readonly subtotals?: readonly (readonly Of[])[] | undefined;
}

/** Keys of those of some figures that are suppressed so that no sum discloses one. */
function suppressedAmong<Of extends { unitId: string; part: Part }>(
  figures: readonly Of[],
  { rest, subtotals = [] }: KnownSums<Of>,
  { cell }: Release,
  isSuppressed: Suppression['isSuppressed'],
): readonly string[] {
  const all = rest === undefined ? figures : [...figures, undefined];
  const suppressed = suppressSums(
    (figure) => (figure ? respondentsIn((of) => cell(figure.unitId, of), figure.part) : rest!),
    all,
    [...subtotals, ...(rest === undefined ? [] : [all])].map((parts) => ({ parts })),
    new Set(all.filter((figure) => !figure || isSuppressed(figure.unitId, figure.part))),
  );
  return [...suppressed].flatMap((figure) => (figure ? [figureKey(figure.unitId, figure.part)] : []));
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

/** The state by which two releases are compared. Not for publication. */
export interface ReleasedState {
  /** Respondents by unit and scope, suppressed or not: first including all subunits, then excluding them. */
  readonly respondents: Readonly<Record<string, readonly number[]>>;
  /** Keys of the suppressed figures, each once. */
  readonly suppressed: readonly string[];
}

/**
 * Two releases disclose their difference: the same figure before and after three annulments reveals a figure of three
 * respondents. So each count must either stay the same or differ by at least ten respondents, and both releases must suppress
 * the same figures.
 *
 * @see docs/methodology.md, section 9
 */
export function mayRelease(previous: ReleasedState, next: ReleasedState): boolean {
  const keys = Object.keys({ ...previous.respondents, ...next.respondents });
  const difference = (key: string, at: number): number =>
    Math.abs((next.respondents[key]?.[at] ?? 0) - (previous.respondents[key]?.[at] ?? 0));
  const areFarApart = keys.every((key) => [0, 1].every((at) => !isSmall(difference(key, at))));
  const suppressed = new Set([...previous.suppressed, ...next.suppressed]);
  return areFarApart && [previous, next].every((state) => state.suppressed.length === suppressed.size);
}

/** With a flag, published are those who have it and, by subtraction, those who do not: the fewer of both. */
function respondentsIn(of: (part: Part) => AnswerCell, part: Part): number {
  const { respondents } = of(part);
  const isFlag = 'dimension' in part && part.dimension === 'flag';
  return isFlag ? Math.min(respondents, of(WHOLE).respondents - respondents) : respondents;
}

/** What a unit received outside some of the units below it. */
export function restOf({ cell }: Release, unitId: string, below: readonly string[], part: Part): AnswerCell {
  return less(cell(unitId, part), below.map((id) => cell(id, part))); // prettier-ignore
}

/** What is left of a total without some of its parts. */
export function less(total: AnswerCell, parts: readonly AnswerCell[]): AnswerCell {
  return parts.reduce(
    (left, part) => ({
      respondents: left.respondents - part.respondents,
      score: left.score - part.score,
      scoreMax: left.scoreMax - part.scoreMax,
    }),
    total,
  );
}
