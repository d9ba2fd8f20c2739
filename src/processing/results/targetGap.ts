/**
 * What would have to change for a target: how many answers, of which questions, in which units. Everything is computed from
 * figures that are shown.
 */
import { isPooled, type MeasuredRound } from './results.ts';
import { roundFigures, type RoundFigures } from './roundFigures.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { shareOfFigure, type Figure, type ShownFigure } from '../../statistics/estimation/figure.ts';
import { ratioToNumber } from '../../statistics/estimation/ratio.ts';
import { questionsIn, type Scope } from '../../statistics/estimation/scope.ts';
import { powerTowards } from '../../statistics/sampling/power.ts';
import { againstTarget, type AgainstTarget } from '../../statistics/sampling/target.ts';
import { componentWeights } from '../../statistics/sampling/weights.ts';

export interface UnitAgainstTarget {
  readonly unitId: string;
  readonly figure: Figure;
  /** The rest is absent where the figure is not shown. */
  readonly against?: AgainstTarget;
  /** Steps that answers would have to rise in all, and those that they could rise; absent where a question is suppressed. */
  readonly toMove?: number | undefined;
  readonly room?: number | undefined;
  /** Probability that another round of this size shows the rise to the target; absent where it is reached. */
  readonly power?: number | undefined;
}

export interface QuestionAgainstTarget {
  readonly questionId: string;
  readonly figure: ShownFigure;
  /** What the index would gain if nobody were dissatisfied here, 0 … 1. */
  readonly lost: number;
  readonly room: number;
  /** If all questions rise by the same part of what they can still rise. */
  readonly toMove: number;
}

export interface TargetGap {
  readonly targetHundredths: number;
  /** Of an answer, one level up; in mode share, from dissatisfied to satisfied. */
  readonly step: 'satisfied' | 'level';
  /** The unit itself, then its subunits. */
  readonly units: readonly UnitAgainstTarget[];
  /** Of the unit, the one that costs most first; those that are not shown are left out. */
  readonly questions: readonly QuestionAgainstTarget[];
  /** The fewest questions that would suffice alone; empty if none do, or the target is reached. */
  readonly enough: readonly string[];
}

/** @returns the reason if the method weights units, or the figure of the unit is not shown */
export function targetGap(
  measured: MeasuredRound,
  {
    unitId,
    scope,
    targetHundredths,
  }: { readonly unitId: string; readonly scope: Scope; readonly targetHundredths: number },
  now: Date,
): TargetGap | 'weighted' | 'notShown' {
  const { plan, tree } = measured;
  if (!isPooled(plan)) return 'weighted';
  const figures = roundFigures(measured, now);
  const own = figures.of(unitId, { scope });
  if (own.state !== 'shown') return 'notShown';
  const target = targetHundredths / 10_000;
  const missing = target - shareIn(own);
  const part = missing > 0 ? missing / (1 - shareIn(own)) : 0;
  const questions = roomsIn(figures, plan, unitId, scope)
    .flatMap((one) => ('figure' in one ? [{ ...one, toMove: wholeUp(part * one.room) }] : []))
    .toSorted((one, other) => other.lost - one.lost);
  return {
    targetHundredths,
    step: plan.method.mode === 'share' ? 'satisfied' : 'level',
    units: [unitId, ...tree.childIds(unitId)].map((id) => {
      const figure = figures.of(id, { scope });
      if (figure.state !== 'shown') return { unitId: id, figure };
      return {
        unitId: id,
        figure,
        ...unitAgainst(figure, roomsIn(figures, plan, id, scope), targetHundredths),
      };
    }),
    questions,
    enough: missing > 0 ? fewest(questions, missing) : [],
  };
}

const shareIn = (figure: ShownFigure): number => ratioToNumber(shareOfFigure(figure));

/** Rounds up, but ignores floating-point error above a whole number. */
const wholeUp = (value: number): number => Math.ceil(value - 1e-9);

function unitAgainst(
  figure: ShownFigure,
  rooms: readonly (Room | { readonly lost?: undefined })[],
  targetHundredths: number,
): Omit<UnitAgainstTarget, 'unitId' | 'figure'> {
  const share = shareIn(figure);
  const target = targetHundredths / 10_000;
  const against = againstTarget(figure, targetHundredths);
  const room = rooms.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one.lost === undefined ? undefined : sum + one.room),
    0,
  );
  if (share >= target) return { against, toMove: 0, room };
  return {
    against,
    room,
    toMove: room === undefined ? undefined : wholeUp(((target - share) / (1 - share)) * room),
    power: powerTowards(figure, targetHundredths),
  };
}

type Room = Omit<QuestionAgainstTarget, 'toMove'>;

/** Of every question within the scope; nothing of one that is not shown. */
function roomsIn(
  figures: RoundFigures,
  plan: CountingPlan,
  unitId: string,
  scope: Scope,
): readonly (Room | { readonly lost?: undefined })[] {
  const shown = (of: Scope): ShownFigure | undefined => {
    const figure = figures.of(unitId, { scope: of });
    return figure.state === 'shown' ? figure : undefined;
  };
  const isAlone = scope.kind === 'question' || plan.method.aggregation === 'pooled';
  const weights = isAlone ? [] : componentWeights(plan, scope);
  /** The weight of all answers that count as much as those of the question, and how many they are. */
  const weightOf = ({ component }: CountingPlan['questions'][number]) => {
    if (isAlone) return { weight: 1, answers: shown(scope)?.answers };
    const { id, factor } = plan.components[component]!;
    const of: Scope = id === plan.factors[factor] ? { kind: 'factor', id } : { kind: 'question', id };
    return { weight: ratioToNumber(weights[component]!), answers: shown(of)?.answers };
  };
  return questionsIn(plan, scope).map((id) => {
    const question = plan.questions.find((one) => one.id === id)!;
    const figure = shown({ kind: 'question', id });
    const { weight, answers } = weightOf(question);
    if (!figure || answers === undefined) return {};
    const { numerator, denominator } = shareOfFigure(figure);
    const dissatisfied = ratioToNumber({
      numerator: (denominator - numerator) * BigInt(figure.answers),
      denominator,
    });
    const [, first = 0, second = 0] = question.scores;
    const step = plan.method.mode === 'share' ? 1 : (second - first) / plan.scoreUnit;
    return { questionId: id, figure, lost: (weight * dissatisfied) / answers, room: dissatisfied / step };
  });
}

/** @param questions the one that costs most first */
function fewest(questions: readonly QuestionAgainstTarget[], missing: number): string[] {
  let sum = 0;
  const count = questions.findIndex(({ lost }) => (sum += lost) >= missing - 1e-12);
  return questions.slice(0, count + 1).map(({ questionId }) => questionId);
}
