/** A case as staff see it: locals of the pages, and the acts open to the caller. */
import type { Caller } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import { caseNumber, isWaiting, type Case } from './case.ts';
import { textToScreen } from './caseViews.ts';
import type { PostedForm } from '../../access/web/formPage.ts';
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
    forms: [
      ...handlingForms(one, caller, refused.handle),
      ...(isScreener
        ? [...screeningForms(one, caller, refused), ...publishingForms(one, refused, language)]
        : []),
    ],
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

function handlingForms(one: Case, caller: Caller, refused: RefusedAct['handle']): readonly PostedForm[] {
  const isOpen = one.state === 'assigned' || one.state === 'moreAsked';
  if (!isOpen || !caller.may('answerCases', one.unitId)) return [];
  const { language } = caller.account;
  const { title, lead, answer, askMore, giveBack } = caseTexts[language].handling;
  const mayGiveBack = one.state === 'assigned';
  const mayAsk = mayGiveBack && one.followKeyHash !== undefined;
  return [
    {
      heading: title,
      action: `/staff/cases/${one.id}/handling`,
      hidden: { version: one.version },
      hint: lead,
      fields: handlingForm.onPage(language, refused ?? handlingForm.empty).fields,
      submit: answer,
      name: 'action',
      value: 'answer',
      others: [
        ...(mayAsk ? [{ name: 'action', value: 'askMore', label: askMore }] : []),
        ...(mayGiveBack ? [{ name: 'action', value: 'giveBack', label: giveBack }] : []),
      ],
    },
  ];
}

function screeningForms(
  one: Case,
  caller: Caller,
  { assign, refuse, setAside }: RefusedAct,
): readonly PostedForm[] {
  if (!isWaiting(one)) return [];
  const { language } = caller.account;
  const t = caseTexts[language].screening;
  const outline = caller.units.outline().filter(({ unit }) => caller.may('screenCases', unit.id));
  const units = outline.map(({ unit, depth }) => ({
    value: unit.id,
    label: inLanguage(caller.units.name(unit.id), language),
    depth,
  }));
  const shown = assign ?? assignForm.filled({ text: textToScreen(one), unit: one.unitId });
  const options = [{ value: '', label: t.chooseUnit }, ...units];
  return [
    {
      ...screening(one, 'assign', t.assign),
      heading: t.title,
      fields: assignForm.onPage(language, shown, { unit: { options } }).fields,
    },
    {
      ...screening(one, 'refuse', t.refuse),
      heading: t.refuseTitle,
      look: 'quiet',
      fields: refuseForm.onPage(language, refuse ?? refuseForm.empty).fields,
    },
    {
      ...screening(one, 'setAside', t.setAside),
      heading: t.setAsideTitle,
      look: 'quiet',
      fields: setAsideForm.onPage(language, setAside ?? setAsideForm.empty).fields,
    },
  ];
}

function publishingForms(one: Case, { publish }: RefusedAct, language: PageLanguage): readonly PostedForm[] {
  if (one.answer === undefined || (one.state !== 'answered' && one.state !== 'closed')) return [];
  const t = caseTexts[language].publishing;
  if (one.published) {
    const hint = t.publishedOn({ day: dayText(one.published.on, language) });
    return [{ ...screening(one, 'withdraw', t.withdraw), heading: t.title, look: 'quiet', hint }];
  }
  const { fields } = publishForm.onPage(language, publish ?? publishForm.filled(published(one)));
  return [{ ...screening(one, 'publish', t.publish), heading: t.title, hint: t.lead, fields }];
}

function screening({ id, version }: Case, action: string, submit: string): PostedForm {
  return { action: `/staff/cases/${id}/screening`, hidden: { version, action }, submit };
}

/** What the form for publishing an answer has at first. */
export function published({ text = '', answer = '' }: Case) {
  return { question: text, answer };
}
