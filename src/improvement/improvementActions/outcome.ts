/** Outcomes of improvement actions: the figure at the start, and that of the next round compared with the target. */
import assert from 'node:assert/strict';
import type { Localized } from '../../platform/text/localized.ts';
import { figuredRounds, type FiguredRound } from '../../dissemination/publications/standingFigures.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { changeBetween, type ShownChange } from '../../statistics/estimation/change.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRounds } from '../../processing/results/measuredRounds.ts';
import { covers } from '../../processing/results/results.ts';
import { againstTarget, type AgainstTarget } from '../../statistics/sampling/target.ts';
import { scorecardReader, type ScorecardFigure } from '../scorecards/scorecardReader.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { isAskedAlike, nextRound, type ImprovementAction, type WeakPoint } from './improvementAction.ts';
import { nextPower, type NextPower } from './nextPower.ts';
import type { Stores } from '../stores.ts';

export type Outcome =
  /** No round follows the improvement action's round, or none that the reader may see. */
  | { readonly state: 'noNextRound' }
  | {
      /** - `notAsked`: not asked, or in other words; - `unitEnded`: the round does not cover the unit */
      readonly state: 'notOpenYet' | 'notAsked' | 'unitEnded';
      readonly round: Round;
    }
  | {
      readonly state: 'measured';
      readonly round: Round;
      readonly figure: Figure;
      readonly change?: ShownChange | undefined;
      /** Absent where the figure is not shown. */
      readonly target?: AgainstTarget | undefined;
    };

export interface Followed {
  readonly improvementAction: ImprovementAction;
  readonly round: Round;
  readonly unitName: Localized;
  readonly weakPointText: Localized;
  readonly figure: Figure;
  readonly outcome: Outcome;
  /** Until the next round is open. */
  readonly nextPower?: NextPower | undefined;
  /** For the criterion that it targets, if any. */
  readonly criterionFigure?: ScorecardFigure | undefined;
}

/** @returns a reader of many improvement actions: each round is measured once for all of them */
export function outcomeReader(stores: Stores, rounds: MeasuredRounds, now: () => Date) {
  const scorecards = scorecardReader({ stores, rounds, now });
  return async (
    improvementActions: readonly ImprovementAction[],
    maySee: (round: Round) => boolean,
  ): Promise<readonly Followed[]> => {
    const seen = (await stores.rounds.list()).filter(maySee);
    const figured = figuredRounds(stores.publications, rounds, now());
    return await Promise.all(
      improvementActions.map(async (one) => {
        const round = seen.find(({ id }) => id === one.roundId);
        assert(round, `measure ${one.id} is of a round that may be seen`);
        const next = nextRound(round.id, seen);
        const isToCome = next && roundState(next, now()) === 'notYetOpen';
        const later = next && !isToCome ? await figured(next) : undefined;
        const earlier = await figured(round);
        const { unitId, criterion } = one;
        const criterionFigure =
          criterion && (await scorecards.scorecardFigure(unitId, criterion.year, criterion.code));
        const made = followed(one, { earlier, later, next });
        const plan = next && isToCome ? await stores.samplePlans.find(next.id) : undefined;
        const unitIds = earlier.tree.has(unitId) ? earlier.tree.subtreeIds(unitId) : [];
        const power = later ? undefined : nextPower(made.figure, one.targetHundredths, unitIds, plan);
        return { ...made, criterionFigure, nextPower: power };
      }),
    );
  };
}

interface Rounds {
  readonly earlier: FiguredRound;
  readonly later: FiguredRound | undefined;
  readonly next: Round | undefined;
}

function followed(improvementAction: ImprovementAction, { earlier, later, next }: Rounds): Followed {
  return {
    improvementAction,
    round: earlier.round,
    unitName: earlier.tree.name(improvementAction.unitId),
    weakPointText: weakPointText(improvementAction.weakPoint, earlier.survey.content),
    figure: earlier.figure(improvementAction.unitId, improvementAction.weakPoint),
    outcome: next ? outcomeIn(improvementAction, { earlier, later, next }) : { state: 'noNextRound' },
  };
}

function outcomeIn(
  { unitId, weakPoint, targetHundredths }: ImprovementAction,
  { earlier, later, next }: Rounds & { readonly next: Round },
): Outcome {
  if (!later) return { state: 'notOpenYet', round: next };
  if (!covers(later, unitId)) return { state: 'unitEnded', round: next };
  if (!isAskedAlike(weakPoint, earlier.survey.content, later.survey.content)) {
    return { state: 'notAsked', round: next };
  }
  const figure = later.figure(unitId, weakPoint);
  const before = earlier.figure(unitId, weakPoint);
  const change = changeBetween(figure, before, later.plan.method.changeOf);
  return {
    state: 'measured',
    round: next,
    figure,
    change: change.state === 'shown' ? change : undefined,
    target: figure.state === 'shown' ? againstTarget(figure, targetHundredths) : undefined,
  };
}

export function weakPointText({ kind, id }: WeakPoint, content: SurveyContent): Localized {
  const found =
    kind === 'factor'
      ? content.factors.find((factor) => factor.id === id)?.title
      : content.questions.find((question) => question.id === id)?.text;
  return found ?? { vi: id };
}
