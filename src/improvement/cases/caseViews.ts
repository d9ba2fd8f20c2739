/** The lists of cases for staff, and which cases each account may see. */
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

/** Views that contain something for the caller, the most urgent first. */
export function viewsFor(caller: Caller): readonly CaseView[] {
  const all: readonly CaseView[] = ['waiting', 'open', 'overdue', 'answered', 'setAside', 'screened'];
  return caller.holds('screenCases') ? all : ['open', 'overdue', 'answered', 'screened'];
}

export function isCaseView(value: unknown): value is CaseView {
  return typeof value === 'string' && Object.hasOwn(caseViews, value);
}

/**
 * Whether the caller may see the case. Nobody sees cases of the current week, since a comment that appears would
 * disclose when it was written. Only screeners see what is not yet screened.
 */
export function isCaseFor(caller: Caller, one: Case, currentWeek: string): boolean {
  if (one.week >= currentWeek) return false;
  if (caller.may('screenCases', one.unitId)) return true;
  return caller.may('seeCases', one.unitId) && one.text !== undefined && !screenersStates.includes(one.state);
}

/** The text that a screener starts from, of a case that waits. */
export function textToScreen(one: Case): string {
  const fresh = isWaiting(one) && one.eraseOn === undefined ? one.original : undefined;
  return [one.text, fresh].filter((part) => part !== undefined).join('\n\n');
}
