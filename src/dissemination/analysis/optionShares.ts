/**
 * How many chose each option of the questions that no index counts, of those who answered them. Options of which several may be
 * chosen are counted one by one and never together. One query counts all of them; a unit is a slice of the table of its
 * siblings, with its suppressions.
 */
import { answerVariables, optionLevels, type AnswerVariable } from '../../design/surveys/several.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { CountedGroup } from '../../processing/columns/columnQuery.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { suppressCrosstab, type CrosstabCoordinates } from '../../statistics/disclosure/suppressCrosstab.ts';
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
import { unitDimension } from './dimensions.ts';

export interface OptionShare {
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
  const parentId = round.unitIds.includes(unitId) ? undefined : tree.parentId(unitId);
  const groups = await columns.count({
    roundId: round.id,
    plan,
    query: {
      axes: parentId === undefined ? [] : [unitDimension(tree, parentId).axis],
      limits: [{ dimension: { kind: 'unit' }, values: tree.subtreeIds(parentId ?? unitId) }],
    },
  });
  const counts = unitCounts(plan, groups);
  const unitKey = parentId === undefined ? undefined : unitId;
  const context = { unitsBasis: 'asCollected', designEffect: figures.designEffect(WHOLE) } as const;
  const isProbability = round.sampleKind === 'probability';
  const sample = { strata: [{ cell: counts.cell(unitKey) }], isProbability };
  return byQuestion(survey.content, variables, (variable) => {
    const question = plan.questions.find(({ id }) => id === variable.key)!;
    const isHidden = suppressedLevels(question, counts, (unit) => tree.has(unit) && isSuppressed(unit));
    return (level) =>
      levelFigure(plan, question, [level], {
        sample,
        context: { ...context, complementary: isHidden(unitKey, level) },
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

interface UnitCounts {
  /** Empty where the counts are of one unit only. */
  readonly units: readonly string[];
  /** @param unit undefined: all units together */
  readonly cell: (unit: string | undefined) => Cell;
}

function unitCounts(plan: CountingPlan, groups: readonly CountedGroup[]): UnitCounts {
  const cells = groups.map(({ keys, numbers }) => ({ unit: keys[0], cell: cellOver(plan, numbers) }));
  return {
    units: cells.flatMap(({ unit }) => unit ?? []),
    cell: (unit) =>
      sumOfCells(
        plan,
        cells.flatMap((one) => (unit === undefined || one.unit === unit ? [one.cell] : [])),
      ),
  };
}

/** Which levels of a variable are suppressed for a unit: in the table of its siblings, with all totals. */
function suppressedLevels(
  { levels, countsFrom }: PlannedQuestion,
  { units, cell }: UnitCounts,
  isUnitSuppressed: (unit: string) => boolean,
): (unit: string | undefined, level: number) => boolean {
  const keys = Array.from({ length: levels }, (_, at) => String(at + 1));
  const hasUnits = units.length > 0;
  const partsOf = ({ first, second }: CrosstabCoordinates) =>
    hasUnits ? { unit: first, level: second } : { unit: undefined, level: first };
  const isHidden = suppressCrosstab({
    keys: hasUnits ? [units, keys] : [keys],
    respondents(position) {
      const { unit, level } = partsOf(position);
      const counts = cell(unit).levelCounts;
      return (level === undefined ? keys : [level]).reduce(
        (sum, one) => sum + counts[countsFrom + Number(one)]!,
        0,
      );
    },
    isSuppressed(position) {
      const { unit } = partsOf(position);
      return unit !== undefined && isUnitSuppressed(unit);
    },
  });
  return (unit, level) =>
    isHidden(hasUnits ? { first: unit, second: String(level) } : { first: String(level) });
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
