/**
 * An improvement action (giải pháp) is what a unit promises to do about a weak point found by a round: what, who, until
 * when, and which figure the next round is to show. The promise never changes; progress is added as notes.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import { ratedPart, scaleOf, type SurveyContent } from '../../design/surveys/survey.ts';

/** What is to improve: a factor or a question. */
export type WeakPoint = Exclude<Scope, { readonly kind: 'whole' }>;

export const improvementActionStates = ['underway', 'done', 'dropped'] as const;
export type ImprovementActionState = (typeof improvementActionStates)[number];

export interface ProgressNote {
  readonly at: Date;
  readonly by: { readonly accountId: string; readonly name: string };
  readonly text: string;
  /** Address of the evidence, or empty. */
  readonly evidence: string;
  /** State of the improvement action from this note on. */
  readonly state: ImprovementActionState;
}

/** A PAR INDEX criterion of the unit that is to improve as well. */
export interface CriterionTarget {
  readonly year: number;
  /** Its number in that year's set. */
  readonly code: string;
  /** Its title when the promise was made. */
  readonly title: Localized;
  /** Share of its maximum points: hundredths of a percent, 1 … 10,000. */
  readonly targetHundredths: number;
}

export interface ImprovementAction {
  readonly id: string;
  readonly unitId: string;
  /** Round whose results showed the weak point; the weak point's ids belong to its survey. */
  readonly roundId: string;
  readonly weakPoint: WeakPoint;
  readonly what: string;
  /** A position or an office, not a person. */
  readonly who: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly untilOn: string;
  /** Hundredths of a percent, 1 … 10,000. */
  readonly targetHundredths: number;
  readonly criterion?: CriterionTarget | undefined;
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  /** Oldest first. */
  readonly notes: readonly ProgressNote[];
  readonly madeUp?: true | undefined;
}

export function stateOf({ notes }: ImprovementAction): ImprovementActionState {
  return notes.at(-1)?.state ?? 'underway';
}

/** @param today `YYYY-MM-DD` */
export function isOverdue(improvementAction: ImprovementAction, today: string): boolean {
  return stateOf(improvementAction) === 'underway' && improvementAction.untilOn < today;
}

/** The round that is to show the effect: the first one that is compared with the given one. */
export function nextRound(roundId: string, rounds: readonly Round[]): Round | undefined {
  return rounds
    .filter((round) => round.previousRoundId === roundId && round.opensAt < round.closesAt) // not cancelled
    .toSorted((one, other) => one.opensAt.getTime() - other.opensAt.getTime())[0];
}

/** Whether two surveys ask the same about a weak point: the same id may have got another meaning. */
export function isAskedAlike(weakPoint: WeakPoint, one: SurveyContent, other: SurveyContent): boolean {
  const asked = askedOf(weakPoint, one);
  return asked !== '[]' && asked === askedOf(weakPoint, other);
}

function askedOf({ kind, id }: WeakPoint, content: SurveyContent): string {
  const questions = ratedPart(content).questions.filter((question) =>
    kind === 'question' ? question.id === id : question.factorId === id,
  );
  return JSON.stringify(
    questions.map((question) => [question.id, question.text.vi, scaleOf(content, question).levels.length]),
  );
}

/** As sent by forms: `question:q1`. */
export function weakPointKey({ kind, id }: WeakPoint): string {
  return `${kind}:${id}`;
}

/** @returns undefined where the survey has no such factor or question */
export function weakPointOf(key: string, content: SurveyContent): WeakPoint | undefined {
  const { factors, questions } = ratedPart(content);
  const points: readonly WeakPoint[] = [
    ...factors.map(({ id }) => ({ kind: 'factor' as const, id })),
    ...questions.map(({ id }) => ({ kind: 'question' as const, id })),
  ];
  return points.find((point) => weakPointKey(point) === key);
}
