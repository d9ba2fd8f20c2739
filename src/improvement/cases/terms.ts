/**
 * Terms of Decision 766/QĐ-TTg (2022), group 5.2, in working days: 15 to answer, 2 to refuse or give back, 5 to ask for
 * more, 2 to publish. They start on the Monday after the week in which the comment came, since nobody sees it earlier.
 * When the citizen adds to a comment, the term starts again; while the citizen is asked for more, it does not run.
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
  /** Unit that had the case, for acts of a unit. */
  readonly unitId: string;
  /** Undefined where the list of holidays does not reach. */
  readonly isOnTime: boolean | undefined;
}

/** The term that each step has to meet. */
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
  /** Start of the citizen's waiting. */
  readonly waitingFrom: string;
  /** Start of the case's present stage. */
  readonly hereFrom: string;
}

/** The day on which screeners first see a comment. */
export function openedOn({ week }: Pick<Case, 'week'>): string {
  return addDays(week, 7);
}

/** The steps taken, each with its term. */
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

/** The next step due, by the state of the case; none while the citizen is asked or when the case is over. */
export function currentTerm(one: Case, calendar: WorkingCalendar): CaseTerm | undefined {
  const starts = one.steps.reduce((from, { kind, on }) => startsAfter(from, kind, on), startOf(one));
  if (one.state === 'received' || one.state === 'reopened') return termFrom('screen', starts, calendar);
  return one.state === 'assigned' ? termFrom('answer', starts, calendar) : undefined;
}

/** The unit's terms for giving back and for asking more. */
export function unitTerms(one: Case, calendar: WorkingCalendar): readonly CaseTerm[] {
  if (one.state !== 'assigned') return [];
  const starts = one.steps.reduce((from, { kind, on }) => startsAfter(from, kind, on), startOf(one));
  return [termFrom('giveBack', starts, calendar), termFrom('askMore', starts, calendar)];
}

/** A case whose term ends beyond the list of holidays never counts as overdue. */
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
