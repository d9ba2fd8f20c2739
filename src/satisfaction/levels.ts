/**
 * How the answers to a question are spread over its levels. The index of the question, which is shown beside, tells how many
 * people chose a satisfied level; so a level of a few people is told together with others of its own side, and where
 * that does not cover it, the side is told as a whole, which says no more than the index does.
 */
import type { Cell } from './cell.ts';
import type { CountingPlan, PlannedQuestion } from './countingPlan.ts';
import type { Sample } from './estimate.ts';
import { figure, type Figure, type FigureContext } from './figure.ts';
import { hiddenCells, MINIMUM_RANGE, type HidingTable, type Relation } from './hiding.ts';
import { narrowUnknowns } from './hiddenRanges.ts';
import { scopeOf } from './regroup.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures, type RoundFigures } from './roundFigures.ts';
import { ownKey } from './unitTable.ts';
import { MINIMUM_PEOPLE } from './variants.ts';

/** People by level; of a level that nobody chose, 0. */
export type LevelCount = (level: number) => number;

/**
 * The levels of a question, each by itself or together with others.
 *
 * @param isHidden levels that a table hides already
 * @returns every level once, rising
 * @see docs/methodology.md, section 9
 */
export function levelsTogether(
  plan: CountingPlan,
  question: PlannedQuestion,
  countOf: LevelCount,
  isHidden: (level: number) => boolean = () => false,
): readonly (readonly number[])[] {
  const parts = sidesOf(plan, question).flatMap((side) => {
    const hidden = hiddenOfSide(plan, question, side, countOf, isHidden);
    const shown = side.filter((level) => !hidden.includes(level)).map((level) => [level]);
    return hidden.length === 0 ? shown : [...shown, hidden.toSorted((one, other) => one - other)];
  });
  return parts.toSorted(([one = 0], [other = 0]) => one - other);
}

/** Levels whose sum the index tells: the satisfied and the others; by means, all together. */
function sidesOf({ method }: CountingPlan, { levels, scores }: PlannedQuestion): number[][] {
  const all = Array.from({ length: levels }, (_, place) => place + 1);
  if (method.mode === 'mean') return [all];
  const isSatisfied = (level: number): boolean => scores[level]! > 0;
  return [all.filter((level) => !isSatisfied(level)), all.filter(isSatisfied)];
}

function hiddenOfSide(
  { method }: CountingPlan,
  { scores }: PlannedQuestion,
  side: readonly number[],
  countOf: LevelCount,
  isHidden: (level: number) => boolean,
): readonly number[] {
  const given = side.filter((level) => countOf(level) > 0);
  const bySize = given.toSorted((one, other) => countOf(one) - countOf(other));
  const hidden = given.filter((level) => countOf(level) < MINIMUM_PEOPLE || isHidden(level));
  if (hidden.length === 0) return [];
  while (!isCovered(hidden)) {
    const next = bySize.find((level) => !hidden.includes(level));
    if (next === undefined) return side; // that nobody chose the other levels would tell as well
    hidden.push(next);
  }
  return hidden;

  function isCovered(levels: readonly number[]): boolean {
    const unknowns = levels.map((level) => ({ value: countOf(level), least: 1 }));
    const people = unknowns.reduce((sum, { value }) => sum + value, 0);
    if (levels.length < 2 || people < MINIMUM_PEOPLE) return false;
    const equation = (factorOf: (level: number) => number) => ({
      terms: levels.map((level, place) => [place, factorOf(level)] as const),
      value: levels.reduce((sum, level) => sum + factorOf(level) * countOf(level), 0),
    });
    const told = [
      equation(() => 1),
      ...(method.mode === 'mean' ? [equation((level) => scores[level]!)] : []),
    ];
    return narrowUnknowns(unknowns, told, MINIMUM_RANGE).length === 0;
  }
}

/** Forms of which the levels of a question are counted: of a unit, or of a group of its forms. */
export interface LevelSlice {
  readonly key: string;
  readonly countOf: LevelCount;
  /** Whether the question's index is shown of them; `own`: they are on no page, but a reader can subtract. */
  readonly index: 'shown' | 'hidden' | 'own';
}

export function levelKey(slice: string, level: number): string {
  return `${slice} ${level}`;
}

/**
 * Which levels are hidden in which slices, over all of them at once.
 *
 * @param sums slices that are the sum of others
 * @param known cells that are hidden, or shown, elsewhere
 * @see docs/methodology.md, section 9
 */
export function hiddenLevels(
  plan: CountingPlan,
  question: PlannedQuestion,
  slices: readonly LevelSlice[],
  sums: readonly Relation[],
  known: Pick<HidingTable, 'alreadyHidden' | 'told'> = {},
): ReadonlySet<string> {
  const people = new Map<string, number>();
  const relations: Relation[] = [];
  const alreadyHidden = new Set(known.alreadyHidden);
  const told = new Set(known.told);
  const sides = sidesOf(plan, question);
  for (const { key, countOf, index } of slices) {
    for (const level of sides.flat()) {
      people.set(levelKey(key, level), countOf(level));
      if (index === 'hidden') alreadyHidden.add(levelKey(key, level));
    }
    if (index !== 'shown') continue;
    for (const [place, side] of sides.entries()) {
      const given = side.map(countOf).filter((count) => count > 0);
      if (given.some((count) => count < MINIMUM_PEOPLE) && !canCover(given)) {
        for (const level of side) alreadyHidden.add(levelKey(key, level)); // told as a side, whatever else is hidden
        continue;
      }
      const total = `${key} side ${place}`;
      people.set(
        total,
        side.reduce((sum, level) => sum + countOf(level), 0),
      );
      relations.push({ total, parts: side.map((level) => levelKey(key, level)) });
      told.add(total);
    }
  }
  for (const { total, parts } of sums) {
    for (const level of sides.flat())
      relations.push({ total: levelKey(total, level), parts: parts.map((part) => levelKey(part, level)) });
  }
  return new Set(hiddenCells({ people, relations, alreadyHidden, told }).keys());
}

/** Whether the levels of a side, all of them hidden, leave each of them its range. */
function canCover(counts: readonly number[]): boolean {
  const people = counts.reduce((sum, count) => sum + count, 0);
  return counts.length >= 2 && people >= MINIMUM_PEOPLE && people - counts.length >= MINIMUM_RANGE;
}

const levelsOfRounds = new WeakMap<RoundFigures, Map<string, ReadonlySet<string>>>();

/** The levels that are hidden in the units of a round, none of which may be worked out from the others. */
export function hiddenInRound(
  measured: MeasuredRound,
  question: PlannedQuestion,
  now: Date,
): ReadonlySet<string> {
  const figures = roundFigures(measured, now);
  const { tree, plan } = measured;
  const { cells } = figures;
  const known = levelsOfRounds.get(figures) ?? new Map<string, ReadonlySet<string>>();
  levelsOfRounds.set(figures, known);
  const found =
    known.get(question.id) ??
    hiddenLevels(plan, question, slicesOf(scopeOf(measured)), sumsOf(scopeOf(measured)));
  known.set(question.id, found);
  return found;

  function slicesOf(unitIds: readonly string[]): LevelSlice[] {
    const scope = { kind: 'question', id: question.id } as const;
    return unitIds.flatMap((unitId): LevelSlice[] => {
      const index = figures.of(unitId, { scope }).state === 'hidden' ? 'hidden' : 'shown';
      const whole = { key: unitId, countOf: levelCounts(cells.cell(unitId), question), index } as const;
      if (tree.childIds(unitId).length === 0) return [whole];
      return [
        whole,
        { key: ownKey(unitId), countOf: levelCounts(cells.own(unitId), question), index: 'own' },
      ];
    });
  }

  function sumsOf(unitIds: readonly string[]): Relation[] {
    return unitIds
      .map((total) => ({ total, below: tree.childIds(total) }))
      .filter(({ below }) => below.length > 0)
      .map(({ total, below }) => ({ total, parts: [...below, ownKey(total)] }));
  }
}

function levelCounts(cell: Cell, { countsFrom }: PlannedQuestion): LevelCount {
  return (level) => cell.levelCounts[countsFrom + level]!;
}

/** The share of those who chose one of some levels, of all who chose any: as an index to which these levels are the satisfied. */
export function levelFigure(
  plan: CountingPlan,
  question: PlannedQuestion,
  levels: readonly number[],
  { sample, context }: { readonly sample: Sample; readonly context: Omit<FigureContext, 'purpose'> },
): Figure {
  const scores = question.scores.map((_, level) => (levels.includes(level) ? 1 : 0));
  const counted: CountingPlan = {
    ...plan,
    scoreUnit: 1,
    method: { ...plan.method, mode: 'share', noOpinion: 'excluded' },
    questions: plan.questions.map((one) => (one.id === question.id ? { ...one, scores } : one)),
  };
  // A rare level is never sure enough to be published by itself; beside its question it only says so.
  return figure(counted, { kind: 'question', id: question.id }, sample, {
    ...context,
    purpose: 'monitoring',
  });
}
