/** Transitions of a scorecard between stages, and other changes to it as a whole. Pure: stores nothing. */
import { isFed, isUnder, leavesOf, type CriteriaSet } from './criteria.ts';
import type { FeedError, Feeds } from './points.ts';
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
export type StageError =
  /** It has no points. */
  | { readonly kind: 'unscored'; readonly code: string }
  /** Its feed has no points. */
  | { readonly kind: 'unfed'; readonly code: string; readonly why: FeedError }
  /** The unit is not overdue yet. */
  | { readonly kind: 'notOverdue' };

/** @returns empty: the unit may hand the scorecard in */
export function handInErrors(set: CriteriaSet, scorecard: Scorecard): readonly StageError[] {
  if (scorecard.stage !== 'self') return [];
  return unscored(set, scorecard).map(({ code }) => ({ kind: 'unscored', code }));
}

/** Appraisers may continue without the unit once its deadline is over; leaves that it has not scored count 0. */
export function passOnErrors(set: CriteriaSet, scorecard: Scorecard, today: string): readonly StageError[] {
  return isOverdue(scorecard, set.deadlines, today) ? [] : [{ kind: 'notOverdue' }];
}

/** @returns empty: the scorecard may be locked */
export function lockErrors(set: CriteriaSet, scorecard: Scorecard, feeds: Feeds): readonly StageError[] {
  return fedLeaves(set, scorecard).flatMap(({ code }): readonly StageError[] => {
    const fed = feeds.get(code);
    return fed && 'error' in fed ? [{ kind: 'unfed', code, why: fed.error }] : [];
  });
}

/** At the next stage. */
export function moved(scorecard: Scorecard): Scorecard {
  return { ...scorecard, stage: nextStage(scorecard.stage)! };
}

/** Stores the current feeds. @param feeds without errors (`lockErrors`) */
export function lockedWith(set: CriteriaSet, scorecard: Scorecard, feeds: Feeds): Scorecard {
  const fed = fedLeaves(set, scorecard).flatMap(({ code }): readonly FedPoints[] => {
    const found = feeds.get(code);
    return found && 'points' in found ? [{ code, ...found }] : [];
  });
  return { ...scorecard, stage: 'locked', fed };
}

/** Back at the last appraisal; feeds are read again. */
export function reopened({ fed: _fed, ...scorecard }: Scorecard): Scorecard {
  return { ...scorecard, stage: 'second' };
}

/** A lock on an item covers everything below it, so locks below it are dropped. */
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

/** @param reason why no survey was held; empty: one was held */
export function withSurvey({ noSurvey: _before, ...scorecard }: Scorecard, reason: string): Scorecard {
  return reason === '' ? scorecard : { ...scorecard, noSurvey: reason };
}

/** Stages in which the unit may edit. */
export function isUnitsTurn(stage: Stage): stage is 'self' | 'explanation' {
  return stage === 'self' || stage === 'explanation';
}

function fedLeaves(set: CriteriaSet, { noSurvey }: Scorecard) {
  return leavesOf(set).filter(
    ({ rule }) => isFed(rule) && !(rule.kind === 'satisfaction' && noSurvey !== undefined),
  );
}
