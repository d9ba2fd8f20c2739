/** The lists of cases that staff look through, and what of a case each of them may see. */
import type { Caller } from '../../access/accounts/caller.ts';
import { isWaiting, type Case, type CaseState } from './case.ts';

export const caseViews = {
  waiting: ['received', 'reopened'],
  open: ['assigned', 'moreAsked'],
  overdue: ['received', 'assigned', 'reopened'],
  answered: ['answered', 'closed'],
  setAside: ['setAside'],
  screened: ['received', 'assigned', 'moreAsked', 'answered', 'closed', 'reopened'],
} as const satisfies Record<string, readonly CaseState[]>;
export type CaseView = keyof typeof caseViews;

export const screenersStates: readonly CaseState[] = ['received', 'setAside'];

/** Views that hold something for the caller, the most pressing first. */
export function viewsFor(caller: Caller): readonly CaseView[] {
  const all: readonly CaseView[] = ['waiting', 'open', 'overdue', 'answered', 'setAside', 'screened'];
  return caller.holds('screenCases') ? all : ['open', 'overdue', 'answered', 'screened'];
}

export function isCaseView(value: unknown): value is CaseView {
  return typeof value === 'string' && Object.hasOwn(caseViews, value);
}

/**
 * Whether a case is there for the caller. What came this week is nobody's to see: a comment that appears tells when it
 * was written. What no screener has gone over is a screener's alone.
 */
export function isCaseFor(caller: Caller, one: Case, currentWeek: string): boolean {
  if (one.week >= currentWeek) return false;
  if (caller.may('screenCases', one.unitId)) return true;
  return caller.may('seeCases', one.unitId) && one.text !== undefined && !screenersStates.includes(one.state);
}

/** What a screener sees of a case that waits: the text to start from. */
export function textToScreen(one: Case): string {
  const fresh = isWaiting(one) && one.eraseOn === undefined ? one.original : undefined;
  return [one.text, fresh].filter((part) => part !== undefined).join('\n\n');
}
