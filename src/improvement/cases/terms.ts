/**
 * Terms of Decision 766/QĐ-TTg (2022), group 5.2, in working days: 15 to answer, 2 to refuse or give back, 5 to ask for
 * more, 2 to publish. They run from the Monday after the week in which the comment came, since nobody sees it before. A
 * comment that the citizen adds to runs anew from then on, and while the citizen is asked nothing runs.
 */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import type { Case, StepKind } from './case.ts';

const termDays = { screen: 2, giveBack: 2, askMore: 5, answer: 15, publish: 2 } as const;
export type Term = keyof typeof termDays;

export interface CaseTerm {
  readonly term: Term;
  readonly fromOn: string;
  /** Last day; undefined where the list of holidays does not reach. */
  readonly dueOn: string | undefined;
}

export interface TimedStep extends CaseTerm {
  readonly kind: StepKind;
  readonly doneOn: string;
  /** Unit that had the case, for what a unit does. */
  readonly unitId: string;
  /** Undefined where the list of holidays does not reach. */
  readonly isOnTime: boolean | undefined;
}

/** By when a step has to be done. */
export const termOf: Partial<Record<StepKind, Term>> = {
  assign: 'screen',
  setAside: 'screen',
  refuse: 'screen',
  giveBack: 'giveBack',
  askMore: 'askMore',
  answer: 'answer',
  publish: 'publish',
};

interface Starts {
  /** Since when the citizen waits. */
  readonly waitingFrom: string;
  /** Since when the case lies where it lies. */
  readonly hereFrom: string;
}

/** The day on which a comment comes before the screeners. */
export function openedOn({ week }: Pick<Case, 'week'>): string {
  return addDays(week, 7);
}

/** What was done, each with its term. */
export function timedSteps(one: Case, calendar: WorkingCalendar): readonly TimedStep[] {
  let starts = startOf(one);
  return one.steps.flatMap(({ kind, on, unitId }) => {
    const term = termOf[kind];
    const timed = term && {
      ...termFrom(term, starts, calendar),
      kind,
      doneOn: on,
      unitId: unitId ?? one.unitId,
    };
    starts = startsAfter(starts, kind, on);
    if (!timed) return [];
    return [{ ...timed, isOnTime: timed.dueOn === undefined ? undefined : on <= timed.dueOn }];
  });
}

/** What is to be done now, by the state of the case; nothing while the citizen is asked or when it is over. */
export function currentTerm(one: Case, calendar: WorkingCalendar): CaseTerm | undefined {
  const starts = one.steps.reduce((from, { kind, on }) => startsAfter(from, kind, on), startOf(one));
  if (one.state === 'received' || one.state === 'reopened') return termFrom('screen', starts, calendar);
  return one.state === 'assigned' ? termFrom('answer', starts, calendar) : undefined;
}

/** The terms that the unit has for giving back and for asking. */
export function unitTerms(one: Case, calendar: WorkingCalendar): readonly CaseTerm[] {
  if (one.state !== 'assigned') return [];
  const starts = one.steps.reduce((from, { kind, on }) => startsAfter(from, kind, on), startOf(one));
  return [termFrom('giveBack', starts, calendar), termFrom('askMore', starts, calendar)];
}

/** Of a case whose term ends beyond the list of holidays nobody can say that it is overdue. */
export function isOverdue(one: Case, calendar: WorkingCalendar, today: string): boolean {
  const dueOn = currentTerm(one, calendar)?.dueOn;
  return dueOn !== undefined && dueOn < today;
}

function startOf(one: Case): Starts {
  return { waitingFrom: openedOn(one), hereFrom: openedOn(one) };
}

function startsAfter(before: Starts, kind: StepKind, on: string): Starts {
  if (kind === 'tellMore' || kind === 'reopen') return { waitingFrom: on, hereFrom: on };
  return kind === 'assign' || kind === 'giveBack' || kind === 'answer' ? { ...before, hereFrom: on } : before;
}

function termFrom(term: Term, { waitingFrom, hereFrom }: Starts, calendar: WorkingCalendar): CaseTerm {
  const fromOn = term === 'answer' ? waitingFrom : hereFrom;
  return { term, fromOn, dueOn: calendar.dueOn(fromOn, termDays[term]) };
}
