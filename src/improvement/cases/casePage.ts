/** A case as staff see it: locals of the pages, and the acts open to the caller. */
import type { Caller } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import { caseNumber, isWaiting, setAsideReasons, type Case } from './case.ts';
import { textToScreen } from './caseViews.ts';
import type { Screening } from './input.ts';
import { personalTraces } from './personalTraces.ts';
import { currentTerm, isOverdue, termOf, timedSteps, unitTerms, type CaseTerm } from './terms.ts';
import { caseTexts } from './texts.ts';

/** Typed input that was refused. */
export interface TypedCase {
  readonly screening?: Screening;
  readonly handling?: string;
}

/** What the terms of a case are judged by. */
export interface CaseDays {
  readonly today: string;
  readonly calendar: WorkingCalendar;
}

export interface CasePageOptions extends CaseDays {
  readonly typed: TypedCase;
  readonly errors: Readonly<Record<string, string>>;
}

/** A line of the list. */
export function lineOf(one: Case, caller: Caller, { today, calendar }: CaseDays, language: PageLanguage) {
  const t = caseTexts[language];
  const term = currentTerm(one, calendar);
  return {
    id: one.id,
    number: caseNumber(one),
    week: t.weekFrom({ day: dayText(one.week, language) }),
    unit: inLanguage(caller.units.name(one.unitId), language),
    state: t.states[one.state],
    due: term ? termText(term, calendar, language) : t.noTerm,
    overdue: isOverdue(one, calendar, today) ? t.overdue : undefined,
    madeUp: one.madeUp ? t.madeUp : undefined,
  };
}

function termText({ term, dueOn }: CaseTerm, calendar: WorkingCalendar, language: PageLanguage): string {
  const t = caseTexts[language];
  const day =
    dueOn === undefined
      ? t.dueUnknown({ day: dayText(calendar.lastOn, language) })
      : dayText(dueOn, language);
  return `${t.terms[term]}: ${day}`;
}

/** Locals of `views/improvement/cases/case.ejs`. */
export function casePage(one: Case, caller: Caller, { today, calendar, typed, errors }: CasePageOptions) {
  const { language } = caller.account;
  const t = caseTexts[language];
  const isScreener = caller.may('screenCases', one.unitId);
  const line = lineOf(one, caller, { today, calendar }, language);
  return {
    t,
    errors,
    one,
    line,
    terms: unitTerms(one, calendar).map((term) => termText(term, calendar, language)),
    facts: [
      [t.week, line.week],
      [t.unit, line.unit],
      [t.state, line.state],
      [t.wantsAnswer, one.followKeyHash === undefined ? t.wantsNot : t.wants],
      ...(one.helped === undefined ? [] : [[t.verdict, one.helped ? t.helped : t.notHelped]]),
    ],
    original: isScreener ? originalOf(one, language) : undefined,
    steps: stepLines(one, caller, calendar),
    screening:
      isScreener && isWaiting(one) ? screeningFields(one, caller, typed.screening, errors) : undefined,
    handling:
      caller.may('answerCases', one.unitId) && (one.state === 'assigned' || one.state === 'moreAsked')
        ? {
            field: {
              id: 'handlingText',
              name: 'text',
              label: t.handling.text,
              rows: 6,
              value: typed.handling ?? '',
              error: errors['handlingText'],
            },
            mayAsk: one.state === 'assigned' && one.followKeyHash !== undefined,
            mayGiveBack: one.state === 'assigned',
          }
        : undefined,
    publishing:
      isScreener && one.answer !== undefined && (one.state === 'answered' || one.state === 'closed')
        ? publishingFields(one, typed.screening, errors, language)
        : undefined,
  };
}

function originalOf(one: Case, language: PageLanguage) {
  const t = caseTexts[language];
  if (one.original === undefined) return undefined;
  const traces = personalTraces(one.original);
  return {
    text: one.original,
    traces: traces.length > 0 ? t.traces({ found: traces.join('; ') }) : undefined,
    until: one.eraseOn === undefined ? undefined : t.originalUntil({ day: dayText(one.eraseOn, language) }),
  };
}

function stepLines(one: Case, caller: Caller, calendar: WorkingCalendar) {
  const { language } = caller.account;
  const t = caseTexts[language];
  const timed = timedSteps(one, calendar);
  let location = 0;
  return one.steps.map(({ kind, on, text, unitId }) => {
    const isTimed = timed[location]?.doneOn === on && termOf[kind] === timed[location]?.term;
    const kept = isTimed ? timed[location++]?.isOnTime : undefined;
    return {
      kind: t.stepKinds[kind],
      on: dayText(on, language),
      text,
      unit: unitId === undefined ? '' : inLanguage(caller.units.name(unitId), language),
      time: kept === undefined ? undefined : kept ? t.onTime : t.late,
    };
  });
}

function screeningFields(
  one: Case,
  caller: Caller,
  typed: Screening | undefined,
  errors: CasePageOptions['errors'],
) {
  const { language } = caller.account;
  const t = caseTexts[language].screening;
  const outline = caller.units.outline().filter(({ unit }) => caller.may('screenCases', unit.id));
  const isTyped = typed?.action === 'assign';
  return {
    assign: [
      {
        id: 'screenedText',
        name: 'text',
        label: t.text,
        hint: t.textHint,
        rows: 8,
        value: isTyped ? typed.text : textToScreen(one),
        error: errors['screenedText'],
      },
      {
        id: 'unit',
        label: t.unit,
        value: isTyped ? typed.unitId : one.unitId,
        error: errors['unit'],
        options: [
          { value: '', label: t.chooseUnit },
          ...outline.map(({ unit, depth }) => ({
            value: unit.id,
            label: inLanguage(caller.units.name(unit.id), language),
            depth,
          })),
        ],
      },
    ],
    refuse: {
      id: 'refuseText',
      name: 'text',
      label: t.refuseText,
      rows: 3,
      value: typed?.action === 'refuse' ? typed.text : '',
      error: errors['refuseText'],
    },
    setAside: {
      id: 'reason',
      label: t.reason,
      value: typed?.reason ?? 'spam',
      error: errors['reason'],
      options: setAsideReasons.map((reason) => ({ value: reason, label: t.reasons[reason] })),
    },
  };
}

function publishingFields(
  one: Case,
  typed: Screening | undefined,
  errors: CasePageOptions['errors'],
  language: PageLanguage,
) {
  const t = caseTexts[language].publishing;
  const isTyped = typed?.action === 'publish';
  return {
    on: one.published && t.publishedOn({ day: dayText(one.published.on, language) }),
    fields: [
      {
        id: 'question',
        label: t.question,
        rows: 4,
        value: isTyped ? typed.question : (one.text ?? ''),
        error: errors['question'],
      },
      {
        id: 'publishedAnswer',
        name: 'answer',
        label: t.answer,
        rows: 6,
        value: isTyped ? typed.answer : (one.answer ?? ''),
        error: errors['publishedAnswer'],
      },
    ],
  };
}
