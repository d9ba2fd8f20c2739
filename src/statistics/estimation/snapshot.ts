/**
 * A results snapshot: what is known of a round at one time. For a closed round it holds the tallies of each unit with
 * responses. For an open round it holds the bands that may be shown (statistics/disclosure/liveState.ts) and no tallies.
 */
import type { DrawnBand } from '../disclosure/liveState.ts';
import { cellOver, formsInCell } from './cell.ts';
import type { CountingPlan } from './countingPlan.ts';
import { WHOLE, type Scope } from './scope.ts';
import type { Dimension, Tally } from './tally.ts';

export interface ResultsSnapshot {
  /** Id of the round. */
  readonly id: string;
  readonly surveyVersionId: string;
  /** Id and version of the method: `sipas-2017@1`. */
  readonly method: string;
  readonly tallies: readonly Tally[];
  /** Set while the round is open. */
  readonly live?: LiveState;
}

/** Everything that an open round shows, at one time and in all processes. */
export interface LiveState {
  /** The scheduled time that the state belongs to, and when it was computed. */
  readonly slotAt: Date;
  readonly takenAt: Date;
  /** Responses of the round counted by then. */
  readonly responses: number;
  /** How many people responded, which is public: first including all subunits, then excluding them. */
  readonly units: readonly {
    readonly unitId: string;
    readonly respondents: number;
    readonly residual: number;
  }[];
  readonly bands: readonly DrawnBand[];
}

/** Every scope that is shown for a unit: the whole, each factor, each question. */
export function shownScopes(plan: CountingPlan): readonly Scope[] {
  return [
    WHOLE,
    ...plan.factors.map((id): Scope => ({ kind: 'factor', id })),
    ...plan.questions.map(({ id }): Scope => ({ kind: 'question', id })),
  ];
}

/** Responses on a snapshot: the valid ones and those below the method's minimum. */
export function responsesInSnapshot(plan: CountingPlan, snapshot: ResultsSnapshot): number {
  return snapshot.live?.responses ?? formsIn(plan, snapshot, 'all');
}

/** Responses that arrived after the round had closed. */
export function lateForms(plan: CountingPlan, snapshot: ResultsSnapshot): number {
  return formsIn(plan, snapshot, 'late');
}

function formsIn(plan: CountingPlan, { tallies }: ResultsSnapshot, wanted: Dimension): number {
  return tallies
    .filter(({ dimension }) => dimension === wanted)
    .map(({ numbers }) => cellOver(plan, numbers))
    .reduce((sum, cell) => sum + formsInCell(cell), 0);
}
