/** A case as staff see it: locals of the pages, and the acts open to the caller. */
import type { Caller } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import { caseNumber, isWaiting, type Case } from './case.ts';
import { textToScreen } from './caseViews.ts';
import type { FieldErrors } from '../../platform/web/form.ts';
import { assignForm, handlingForm, publishForm, refuseForm, setAsideForm } from './input.ts';
import { personalTraces } from './personalTraces.ts';
import { currentTerm, isOverdue, termOf, timedSteps, unitTerms, type CaseTerm } from './terms.ts';
import { caseTexts } from './texts.ts';

/** The form of an act that was refused. */
export interface RefusedAct {
  readonly assign?: typeof assignForm.empty;
  readonly refuse?: typeof refuseForm.empty;
  readonly setAside?: typeof setAsideForm.empty;
  readonly publish?: typeof publishForm.empty;
  readonly handle?: typeof handlingForm.empty;
}

/** What the terms of a case are judged by. */
export interface CaseDays {
  readonly today: string;
  readonly calendar: WorkingCalendar;
}

export interface CasePageOptions extends CaseDays {
  readonly refused: RefusedAct;
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
export function casePage(one: Case, caller: Caller, { today, calendar, refused }: CasePageOptions) {
  const { language } = caller.account;
  const t = caseTexts[language];
  const isScreener = caller.may('screenCases', one.unitId);
  const line = lineOf(one, caller, { today, calendar }, language);
  return {
    t,
    errors: Object.assign({}, ...Object.values(refused).map(({ errors }) => errors)) as FieldErrors,
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
    screening: isScreener && isWaiting(one) ? screeningFields(one, caller, refused) : undefined,
    handling:
      caller.may('answerCases', one.unitId) && (one.state === 'assigned' || one.state === 'moreAsked')
        ? {
            field: handlingForm.onPage(language, refused.handle ?? handlingForm.empty).fields[0],
            mayAsk: one.state === 'assigned' && one.followKeyHash !== undefined,
            mayGiveBack: one.state === 'assigned',
          }
        : undefined,
    publishing:
      isScreener && one.answer !== undefined && (one.state === 'answered' || one.state === 'closed')
        ? publishingFields(one, refused.publish, language)
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

function screeningFields(one: Case, caller: Caller, { assign, refuse, setAside }: RefusedAct) {
  const { language } = caller.account;
  const outline = caller.units.outline().filter(({ unit }) => caller.may('screenCases', unit.id));
  const units = outline.map(({ unit, depth }) => ({
    value: unit.id,
    label: inLanguage(caller.units.name(unit.id), language),
    depth,
  }));
  const none = { value: '', label: caseTexts[language].screening.chooseUnit };
  const shown = assign ?? assignForm.filled({ text: textToScreen(one), unit: one.unitId });
  return {
    assign: assignForm.onPage(language, shown, { unit: { options: [none, ...units] } }).fields,
    refuse: refuseForm.onPage(language, refuse ?? refuseForm.empty).fields[0],
    setAside: setAsideForm.onPage(language, setAside ?? setAsideForm.empty).fields[0],
  };
}

function publishingFields(one: Case, refused: RefusedAct['publish'], language: PageLanguage) {
  const t = caseTexts[language].publishing;
  const shown = refused ?? publishForm.filled(published(one));
  return {
    on: one.published && t.publishedOn({ day: dayText(one.published.on, language) }),
    fields: publishForm.onPage(language, shown).fields,
  };
}

/** What the form for publishing an answer has at first. */
export function published({ text = '', answer = '' }: Case) {
  return { question: text, answer };
}
