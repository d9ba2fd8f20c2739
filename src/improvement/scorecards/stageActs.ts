/** What moves a scorecard from one stage to the next, and what else is done to it as a whole. Pure: nothing is kept here. */
import { isFed, isUnder, leavesOf, type CriteriaSet } from './criteria.ts';
import type { FeedFault, Feeds } from './points.ts';
import {
  isOverdue,
  nextStage,
  unscored,
  type Adjustment,
  type FedPoints,
  type Scorecard,
  type Stage,
} from './scorecard.ts';

/** Why a stage cannot end. */
export type StageFault =
  /** Nobody has scored it. */
  | { readonly kind: 'unscored'; readonly code: string }
  /** Nothing feeds it. */
  | { readonly kind: 'unfed'; readonly code: string; readonly why: FeedFault }
  /** It is not the unit's fault yet. */
  | { readonly kind: 'notOverdue' };

/** @returns none: the unit may hand the scorecard in */
export function handInFaults(set: CriteriaSet, scorecard: Scorecard): readonly StageFault[] {
  if (scorecard.stage !== 'self') return [];
  return unscored(set, scorecard).map(({ code }) => ({ kind: 'unscored', code }));
}

/** Those who appraise take a scorecard on without the unit once its days are over; what it has not scored counts 0. */
export function passOnFaults(set: CriteriaSet, scorecard: Scorecard, today: string): readonly StageFault[] {
  return isOverdue(scorecard, set.deadlines, today) ? [] : [{ kind: 'notOverdue' }];
}

/** @returns none: the scorecard may be locked */
export function lockFaults(set: CriteriaSet, scorecard: Scorecard, feeds: Feeds): readonly StageFault[] {
  return fedLeaves(set, scorecard).flatMap(({ code }): readonly StageFault[] => {
    const fed = feeds.get(code);
    return fed && 'fault' in fed ? [{ kind: 'unfed', code, why: fed.fault }] : [];
  });
}

/** At the next stage. */
export function moved(scorecard: Scorecard): Scorecard {
  return { ...scorecard, stage: nextStage(scorecard.stage)! };
}

/** With what feeds it, as it is now. @param feeds without faults (`lockFaults`) */
export function lockedWith(set: CriteriaSet, scorecard: Scorecard, feeds: Feeds): Scorecard {
  const fed = fedLeaves(set, scorecard).flatMap(({ code }): readonly FedPoints[] => {
    const found = feeds.get(code);
    return found && 'points' in found ? [{ code, ...found }] : [];
  });
  return { ...scorecard, stage: 'locked', fed };
}

/** Back in the hands of those who decide; what feeds it is read anew. */
export function reopened({ fed: _fed, ...scorecard }: Scorecard): Scorecard {
  return { ...scorecard, stage: 'second' };
}

/** A lock on an item is on all below it, so those below need none of their own. */
export function withLock(scorecard: Scorecard, code: string, isOn: boolean): Scorecard {
  const others = scorecard.locks.filter((lock) => (isOn ? !isUnder(lock, code) : lock !== code));
  return { ...scorecard, locks: isOn ? [...others, code].toSorted() : others };
}

export function withAdjustment(scorecard: Scorecard, adjustment: Adjustment): Scorecard {
  return { ...scorecard, adjustments: [...scorecard.adjustments, adjustment] };
}

export function withoutAdjustment(scorecard: Scorecard, id: string): Scorecard {
  return { ...scorecard, adjustments: scorecard.adjustments.filter((one) => one.id !== id) };
}

/** @param reason why no survey was held; empty: one was */
export function withSurvey({ noSurvey: _before, ...scorecard }: Scorecard, reason: string): Scorecard {
  return reason === '' ? scorecard : { ...scorecard, noSurvey: reason };
}

/** Stages in which the unit itself has the word. */
export function isUnitsTurn(stage: Stage): boolean {
  return stage === 'self' || stage === 'explanation';
}

function fedLeaves(set: CriteriaSet, { noSurvey }: Scorecard) {
  return leavesOf(set).filter(
    ({ rule }) => isFed(rule) && !(rule.kind === 'satisfaction' && noSurvey !== undefined),
  );
}
