/** The figures of a round as input for disclosure control: the respondents and scores of each. */
import {
  figureKey,
  type AnswerCell,
  type GroupDimension,
  type Part,
  type Release,
  type Split,
} from '../../statistics/disclosure/release.ts';
import { seriesWeekOf } from '../../platform/calendar/workingDays.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import { peopleIn, type Cell } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { questionsIn, sumsOfQuestion, WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import type { UnitCells } from './unitCells.ts';

/** Dimensions by which the whole round is shown. */
export const splitDimensions = ['channel', 'service'] as const;
export type SplitDimension = (typeof splitDimensions)[number];

export interface ReleasedRound {
  readonly plan: CountingPlan;
  readonly cells: UnitCells;
  readonly tree: UnitTree;
  /** Published units, parents before their children. */
  readonly unitIds: readonly string[];
  readonly inherited?: ReadonlySet<string> | undefined;
  /** Whether figures by group of respondents are shown at all. */
  readonly hasGroups: boolean;
}

export function releaseOf({ plan, cells, tree, unitIds, inherited, hasGroups }: ReleasedRound): Release {
  const topId = groupedUnit(tree, unitIds);
  const known = new Map<string, AnswerCell>();
  const cellOf = (unitId: string, part: Part): AnswerCell =>
    'dimension' in part
      ? answerCell(plan, WHOLE, cells.of(unitId, part.dimension, part.value))
      : answerCell(plan, part.scope, cells.cell(unitId));
  return {
    unitIds,
    childIds: (unitId) => tree.childIds(unitId),
    factors: plan.factors.map((id) => factorOf(plan, id)),
    grouped: topId !== undefined && hasGroups ? { unitId: topId, splits: splitsOf(cells) } : undefined,
    flags: hasGroups ? groupsBy('flag', cells.values('flag')) : [],
    inherited,
    cell(unitId, part) {
      const key = figureKey(unitId, part);
      const cell = known.get(key) ?? cellOf(unitId, part);
      known.set(key, cell);
      return cell;
    },
  };
}

function factorOf(plan: CountingPlan, id: string): Release['factors'][number] {
  const scope = { kind: 'factor', id } as const;
  const questions = questionsIn(plan, scope).map((one): Part => ({ scope: { kind: 'question', id: one } }));
  return { part: { scope }, questions };
}

function groupsBy(dimension: GroupDimension, values: readonly string[]): Part[] {
  return values.map((value) => ({ dimension, value }));
}

/** The respondents within a scope, and the sum of their scores. */
export function answerCell(plan: CountingPlan, scope: Scope, cell: Cell): AnswerCell {
  const questions = plan.questions.filter(({ id, factor }) =>
    scope.kind === 'question' ? id === scope.id : scope.kind === 'whole' || plan.factors[factor] === scope.id,
  );
  let score = 0;
  let scoreMax = 0;
  let valid = 0;
  for (const question of questions) {
    const sums = sumsOfQuestion(plan, question, cell);
    score += sums.score;
    valid += sums.valid;
    scoreMax += sums.valid * Math.max(...question.scores);
  }
  const respondents = scope.kind === 'question' ? valid : respondentsIn(plan, scope, cell);
  return { respondents, score, scoreMax };
}

function respondentsIn(plan: CountingPlan, scope: Exclude<Scope, { kind: 'question' }>, cell: Cell): number {
  return scope.kind === 'whole' ? peopleIn(cell) : cell.peopleByFactor[plan.factors.indexOf(scope.id)]!;
}

/** By channel, service, each background question, and day. */
function splitsOf(cells: UnitCells): Split[] {
  const options = cells.values('about');
  const questions = new Set(options.map((value) => value.slice(0, value.indexOf(':'))));
  return [
    ...splitDimensions.map((by) => ({ groups: groupsBy(by, cells.values(by)), isByUnit: true })),
    ...[...questions].map((question) => {
      const values = options.filter((value) => value.startsWith(`${question}:`));
      return { groups: groupsBy('about', values), isByUnit: true };
    }),
    daysOf(cells),
  ];
}

const monthOf = (day: string): string => day.slice(0, 7);

/** Staff see the same by week and month, so the suppressed days of each must be of ten respondents or more together. */
function daysOf(cells: UnitCells): Split {
  const days = cells.values('day');
  const groups = new Map(days.map((value): [string, Part] => [value, { dimension: 'day', value }]));
  const subtotals = [seriesWeekOf, monthOf].flatMap((periodOf) =>
    [...new Set(days.map(periodOf))].map((period) =>
      days.filter((day) => periodOf(day) === period).map((day) => groups.get(day)!),
    ),
  );
  return { groups: [...groups.values()], isByUnit: false, subtotals };
}

/**
 * The one unit above all others, if there is one. Only it has figures by group of respondents: the same groups in several
 * units would together disclose more than each alone.
 */
export function groupedUnit(tree: UnitTree, unitIds: readonly string[]): string | undefined {
  const all = new Set(unitIds);
  const [first, ...others] = unitIds.filter((id) => !all.has(tree.parentId(id) ?? ''));
  return others.length === 0 ? first : undefined;
}
