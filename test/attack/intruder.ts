/**
 * Somebody who reads everything that is open to all about a closed round, knows how many respondents answered what wherever
 * one counts them, and asks what few of them answered.
 */
import { figureKey, type Part } from '../../src/statistics/disclosure/release.ts';
import { isSmall, MINIMUM_RESPONDENTS } from '../../src/statistics/disclosure/threshold.ts';
import { questionIds, tree, unitIds, type Province, type Respondent } from './province.ts';
import { rangesOf, totalBehind, type Equation } from './ranges.ts';
import type { PublishedFigure } from './sources.ts';

export type When = 'before' | 'after';

/** Σ score of the answers of some respondents. */
export interface Cell {
  readonly when: When;
  readonly unitId: string;
  readonly part: Part;
  /** Only what the unit received itself, not those below it. */
  readonly isOwn?: boolean;
  /** Only of those who answered so many questions. */
  readonly leastAnswers?: number | undefined;
}

export interface KnownSum {
  readonly cell: Cell;
  readonly score: number;
}

export interface FoundRange {
  readonly cell: Cell;
  readonly respondents: number;
  readonly score: number;
  readonly max: number;
  readonly low: number;
  readonly high: number;
  /** All of it is in known totals of ten respondents or more who answered alike. */
  readonly isUniform: boolean;
}

/** How many answers of a cell chose a level of a question. */
export interface LevelCount {
  readonly cell: Cell;
  readonly level: number;
}

/** Satisfied answers, in this survey's method. */
const satisfiedFrom = 4;
const levels = [1, 2, 3, 4, 5] as const;

export function intruderOf({ respondents }: Pick<Province, 'respondents'>) {
  const atoms = atomsOf(respondents);

  const positionsOf = (cell: Cell): number[] =>
    atoms.flatMap(({ of, questionId }, index) =>
      isIn(cell, of) && asks(cell.part, questionId) ? [index] : [],
    );
  const answersIn = (cell: Cell): number => sum(positionsOf(cell), (rank) => atoms[rank]!.answers);
  const scoreOf = (cell: Cell): number => sum(positionsOf(cell), (rank) => atoms[rank]!.score);
  const respondentsOf = (cell: Cell): number =>
    respondents.filter(
      (one) =>
        isIn(cell, one) && questionIds.some((id) => asks(cell.part, id) && one.answers[id] !== undefined),
    ).length;

  /** Figures as sums of scores: a rounded percent of a known number of answers is one. */
  function sumOfFigure(when: When, figure: PublishedFigure): KnownSum | undefined {
    const { unitId, part, valuePercent, exactShare, leastAnswers } = figure;
    if (figure.state !== 'shown') return undefined;
    const cell: Cell = { when, unitId, part, leastAnswers };
    const [numerator = 0, denominator = 1] = exactShare?.split('/').map(Number) ?? [];
    const share = exactShare === undefined ? valuePercent! / 100 : numerator / denominator;
    return { cell, score: Math.round(share * answersIn(cell)) };
  }

  const equationsOf = (known: readonly KnownSum[]): Equation[] =>
    distinct(known, ({ cell }) => cellKey(cell)).map(({ cell, score }) => ({
      ranks: positionsOf(cell),
      value: score,
    }));

  /** Whether a total of ten respondents or more who answered alike says what an atom's number is. */
  function alikeIn(equations: readonly Equation[], numberOf: (atom: Atom) => number) {
    const most = atoms.map(({ answers }) => answers);
    const alike = new Set<number>();
    return (rank: number): boolean => {
      if (alike.has(rank)) return true;
      const total = totalBehind({ most, equations }, rank, numberOf(atoms[rank]!));
      const people = new Set(total.flatMap((one) => atoms[one]!.respondents)).size;
      if (people >= MINIMUM_RESPONDENTS) for (const one of total) alike.add(one);
      return alike.has(rank);
    };
  }

  /** @param known what is published; @param asked the cells whose scores the intruder is after; @param wanted possible scores that are enough */
  function attack(known: readonly KnownSum[], asked: readonly Cell[], wanted = 2): FoundRange[] {
    const equations = equationsOf(known);
    const most = atoms.map(({ answers }) => answers);
    const ranges = rangesOf({ most, equations }, asked.map(positionsOf), wanted);
    const isAlike = alikeIn(equations, ({ score }) => score);
    return asked.map((cell, at) => {
      const { low, high } = ranges[at]!;
      const isUniform = low === high && positionsOf(cell).every(isAlike);
      return {
        cell,
        respondents: respondentsOf(cell),
        score: scoreOf(cell),
        max: answersIn(cell),
        isUniform,
        low,
        high,
      };
    });
  }

  /**
   * The same with how many chose each level, where that is published, known beside the scores.
   *
   * @param spread the cells of questions whose levels are published
   * @returns which numbers, of those who chose a level in a cell, are known exactly though no total of ten or more says so
   */
  function attackLevels(
    known: readonly KnownSum[],
    spread: readonly Cell[],
    asked: readonly Cell[],
  ): LevelCount[] {
    const unknown = (ranks: readonly number[], some: readonly number[]): number[] =>
      ranks.flatMap((rank) => some.map((level) => rank * levels.length + level - 1));
    const spreadBy = (level: number): Equation[] =>
      distinct(spread, cellKey).map((cell) => {
        const ranks = positionsOf(cell);
        return { ranks, value: sum(ranks, (rank) => atoms[rank]!.levels[level - 1]!) };
      });
    const scores = equationsOf(known);
    const most = atoms.flatMap(({ answers }) => levels.map(() => answers));
    const equations = [
      ...atoms.map(({ answers }, rank) => ({ ranks: unknown([rank], levels), value: answers })),
      ...scores.map(({ ranks, value }) => ({ ranks: unknown(ranks, [4, 5]), value })),
      ...levels.flatMap((level) =>
        spreadBy(level).map(({ ranks, value }) => ({ ranks: unknown(ranks, [level]), value })),
      ),
    ];
    const counts = asked.flatMap((cell) => levels.map((level): LevelCount => ({ cell, level })));
    const ranges = rangesOf(
      { most, equations },
      counts.map(({ cell, level }) => unknown(positionsOf(cell), [level])),
      2,
    );
    const isSatisfied = alikeIn(scores, ({ score }) => score);
    const chose = levels.map((level) => alikeIn(spreadBy(level), (atom) => atom.levels[level - 1]!));
    return counts.filter(({ cell, level }, at) => {
      const { low, high } = ranges[at]!;
      const isExcused = (rank: number): boolean =>
        chose[level - 1]!(rank) ||
        (isSatisfied(rank) && atoms[rank]!.score > 0 !== level >= satisfiedFrom) ||
        levels.some(
          (other) => other !== level && atoms[rank]!.levels[other - 1]! > 0 && chose[other - 1]!(rank),
        );
      return low === high && !positionsOf(cell).every(isExcused);
    });
  }

  return { scoreOf, respondentsOf, sumOfFigure, attack, attackLevels };
}

/** Respondents who are alike in all that can be counted, and one question: the finest cells that the intruder tells apart. */
interface Atom {
  readonly of: Respondent;
  readonly questionId: string;
  readonly respondents: number[];
  answers: number;
  score: number;
  /** How many chose each level, from the least on. */
  readonly levels: number[];
}

function atomsOf(respondents: readonly Respondent[]): Atom[] {
  const atoms = new Map<string, Atom>();
  respondents.forEach((of, number) => {
    for (const [questionId, level] of Object.entries(of.answers)) {
      const { unitId, channel, serviceId, about, givenOn, isAnnulled } = of;
      const answered = Object.keys(of.answers).length;
      const key = JSON.stringify([
        questionId,
        unitId,
        channel,
        serviceId,
        about,
        givenOn,
        isAnnulled,
        answered,
      ]);
      const atom = atoms.get(key) ?? {
        of,
        questionId,
        respondents: [],
        answers: 0,
        score: 0,
        levels: levels.map(() => 0),
      };
      atoms.set(key, atom);
      atom.respondents.push(number);
      atom.answers += 1;
      if (level >= satisfiedFrom) atom.score += 1;
      atom.levels[level - 1]! += 1;
    }
  });
  return [...atoms.values()];
}

function isIn({ when, unitId, part, isOwn, leastAnswers = 1 }: Cell, one: Respondent): boolean {
  if (Object.keys(one.answers).length < leastAnswers) return false;
  if (when === 'after' && one.isAnnulled) return false;
  if (isOwn ? one.unitId !== unitId : !tree.subtreeIds(unitId).includes(one.unitId)) return false;
  if (!('dimension' in part)) return true;
  const { dimension, value } = part;
  if (dimension === 'channel') return one.channel === value;
  if (dimension === 'service') return one.serviceId === value;
  if (dimension === 'day') return one.givenOn === value;
  const [question = '', option] = value.split(':');
  return dimension === 'about' && one.about[question] === option;
}

function asks(part: Part, questionId: string): boolean {
  if ('dimension' in part || part.scope.kind === 'whole') return true;
  if (part.scope.kind === 'question') return part.scope.id === questionId;
  return factorOf.get(questionId) === part.scope.id;
}

const factorOf = new Map(
  [
    ['access', 'q1'],
    ['access', 'q2'],
    ['procedures', 'q3'],
    ['procedures', 'q4'],
    ['officials', 'q5'],
  ].map(([factor, question]) => [question!, factor!]),
);

/**
 * The cells of 1 to 9 respondents without a figure: those of the tables, what units with units below them received themselves, and
 * groups in single units. By day there is one table, of the whole round.
 */
export function smallCells(
  intruder: ReturnType<typeof intruderOf>,
  when: When,
  figures: readonly PublishedFigure[],
): Cell[] {
  const shown = new Set(
    figures.filter(({ state }) => state === 'shown').map(({ unitId, part }) => figureKey(unitId, part)),
  );
  const parts = [...new Map(figures.map(({ part }) => [JSON.stringify(part), part])).values()];
  const cells = unitIds.flatMap((unitId) =>
    parts
      .filter((part) => !('dimension' in part && part.dimension === 'day') || unitId === 'province')
      .flatMap((part): Cell[] => [
        ...(shown.has(figureKey(unitId, part)) ? [] : [{ when, unitId, part }]),
        ...(tree.childIds(unitId).length > 0 ? [{ when, unitId, part, isOwn: true }] : []),
      ]),
  );
  return cells.filter((cell) => isSmall(intruder.respondentsOf(cell)));
}

function distinct<One>(ones: readonly One[], keyOf: (one: One) => string): One[] {
  return [...new Map(ones.map((one) => [keyOf(one), one])).values()];
}

function cellKey({ when, unitId, part, isOwn = false, leastAnswers }: Cell): string {
  return `${when} ${isOwn} ${leastAnswers} ${figureKey(unitId, part)}`;
}

function sum<One>(ones: readonly One[], of: (one: One) => number): number {
  return ones.reduce((total, one) => total + of(one), 0);
}
