/**
 * How many chose each option of the questions that no index counts, of those who answered them. Options of which several may be
 * chosen are counted one by one and never together. One query counts all of them; a unit is a slice of the table of its
 * siblings, which hangs together with that of its parent.
 */
import { answerVariables, optionLevels, type AnswerVariable } from '../../design/surveys/several.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { CountedGroup } from '../../processing/columns/columnQuery.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { suppressCrosstab } from '../../statistics/disclosure/suppressCrosstab.ts';
import { cellOver, sumOfCells, type Cell } from '../../statistics/estimation/cell.ts';
import {
  countingPlan,
  type CountingPlan,
  type PlannedQuestion,
} from '../../statistics/estimation/countingPlan.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { levelFigure } from '../../statistics/estimation/levels.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';
import type { Method } from '../../statistics/method/method.ts';
import type { Counting } from './countedSides.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import { OWN } from './dimensions.ts';

interface OptionShare {
  /** `q5` and level 2, or `q5_2` for an option of which several may be chosen. */
  readonly key: string;
  readonly label: Localized;
  /** Of those who answered the question. */
  readonly figure: Figure;
}

export interface QuestionShares {
  readonly questionId: string;
  readonly isSeveral: boolean;
  readonly options: readonly OptionShare[];
}

/** @returns none where the results suppress the unit */
export async function optionShares(
  measured: MeasuredRound,
  unitId: string,
  { columns, now }: Counting,
): Promise<readonly QuestionShares[]> {
  const { round, tree, survey } = measured;
  const variables = answerVariables(survey.content).filter(({ isRated }) => !isRated);
  const figures = roundFigures(measured, now);
  const isSuppressed = (unit: string): boolean => figures.isSuppressed(unit, { scope: WHOLE });
  if (variables.length === 0 || isSuppressed(unitId)) return [];
  const plan = planOf(measured.plan.method, variables);
  const topIds = round.unitIds.filter((id) => tree.has(id));
  const groups = await columns.count({
    roundId: round.id,
    plan,
    query: {
      axes: [{ dimension: { kind: 'unit' } }],
      limits: [{ dimension: { kind: 'unit' }, values: topIds.flatMap((id) => tree.subtreeIds(id)) }],
    },
  });
  const cells = unitCells(plan, groups, tree);
  const context = { unitsBasis: 'asCollected', designEffect: figures.designEffect(WHOLE) } as const;
  const isProbability = round.sampleKind === 'probability';
  const sample = { strata: [{ cell: cells.of(unitId) }], isProbability };
  return byQuestion(survey.content, variables, (variable) => {
    const question = plan.questions.find(({ id }) => id === variable.key)!;
    const isHidden = hiddenLevels(question, unitId, { cells, tree, topIds, isSuppressed });
    return (level) =>
      levelFigure(plan, question, [level], {
        sample,
        context: { ...context, complementary: isHidden(level) },
      });
  });
}

/** A plan that counts the variables, whatever the method of the round counts. */
function planOf(method: Method, variables: readonly AnswerVariable[]): CountingPlan {
  const { weights: _weights, questions: _questions, factors: _factors, ...rest } = method;
  const factor = 'options';
  return countingPlan(
    { ...rest, mode: 'mean', aggregation: 'pooled', noOpinion: 'excluded', minimumValid: 1 },
    {
      factors: [{ id: factor }],
      questions: variables.map(({ key, levels }) => ({ id: key, factor, levels: levels.length })),
    },
  );
}

/** The cells of units, with those below them or alone. */
function unitCells(plan: CountingPlan, groups: readonly CountedGroup[], tree: UnitTree) {
  const own = new Map(groups.map(({ keys: [unit], numbers }) => [unit!, cellOver(plan, numbers)]));
  const sum = (ids: readonly string[]): Cell => sumOfCells(plan, ids.flatMap((id) => own.get(id) ?? [])); // prettier-ignore
  return { of: (id: string) => sum(tree.subtreeIds(id)), own: (id: string) => sum([id]) };
}

interface Disclosing {
  readonly cells: ReturnType<typeof unitCells>;
  readonly tree: UnitTree;
  readonly topIds: readonly string[];
  /** By the results. */
  readonly isSuppressed: (unitId: string) => boolean;
}

/**
 * Which levels of a variable are suppressed for a unit: in the table of its siblings by level, where a level that is suppressed
 * for their parent is suppressed for all of them.
 */
function hiddenLevels(
  question: PlannedQuestion,
  unitId: string,
  disclosing: Disclosing,
): (level: number) => boolean {
  const { cells, tree, topIds, isSuppressed } = disclosing;
  const levels = Array.from({ length: question.levels }, (_, at) => String(at + 1));
  const countIn = (cell: Cell, level?: string): number =>
    (level === undefined ? levels : [level]).reduce(
      (sum, one) => sum + cell.levelCounts[question.countsFrom + Number(one)]!,
      0,
    );
  const parentId = topIds.includes(unitId) ? undefined : tree.parentId(unitId);
  if (parentId === undefined) {
    const cell = cells.of(unitId);
    const isHidden = suppressCrosstab({
      keys: [levels],
      respondents: ({ first }) => countIn(cell, first),
      isSuppressed: () => false,
    });
    return (level) => isHidden({ first: String(level) });
  }
  const isHiddenAbove = hiddenLevels(question, parentId, disclosing);
  const children = tree.childIds(parentId);
  const found = new Map([...children.map((id) => [id, cells.of(id)] as const), [OWN, cells.own(parentId)]]);
  const all = cells.of(parentId);
  const isHidden = suppressCrosstab({
    keys: [[...found.keys()], levels],
    respondents: ({ first, second }) => countIn(first === undefined ? all : found.get(first)!, second),
    isSuppressed: ({ first, second }) =>
      (first !== undefined && first !== OWN && isSuppressed(first)) ||
      (second !== undefined && isHiddenAbove(Number(second))),
  });
  return (level) => isHidden({ first: unitId, second: String(level) });
}

function byQuestion(
  survey: MeasuredRound['survey']['content'],
  variables: readonly AnswerVariable[],
  figuresOf: (variable: AnswerVariable) => (level: number) => Figure,
): readonly QuestionShares[] {
  return survey.questions.flatMap(({ id }): QuestionShares[] => {
    const own = variables.filter(({ questionId }) => questionId === id);
    const options = own.flatMap((variable): OptionShare[] => {
      const figureOf = figuresOf(variable);
      const { key, optionLabel } = variable;
      if (optionLabel) return [{ key, label: optionLabel, figure: figureOf(optionLevels.chosen) }];
      return variable.levels.map(({ level, label }) => ({ key: `${key} ${level}`, label, figure: figureOf(level) })); // prettier-ignore
    });
    return own.length > 0
      ? [{ questionId: id, isSeveral: own.some(({ optionLabel }) => optionLabel !== undefined), options }]
      : [];
  });
}
