/** Where staff screen comments, answer cases and publish answers. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { Problem } from '../../platform/problem.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import { actOnCase, changedMeanwhile, subjectOf } from './actOnCase.ts';
import { caseNumber, type Case, type CaseAct } from './case.ts';
import { casePage, type TypedCase } from './casePage.ts';
import { isCaseFor } from './caseViews.ts';
import { readHandling, readScreening, staffTextLengthMax, type Screening } from './input.ts';
import { personalTraces } from './personalTraces.ts';
import { caseTexts, type CaseTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

type Faults = Readonly<Record<string, string>>;
type StaffAct = Exclude<CaseAct['kind'], 'tellMore' | 'verdict' | 'reopen' | 'close'>;

export const caseRoutes: Routes<RoutesOptions> = {
  'GET /staff/cases/:caseId': may('seeCases', openCase),
  'POST /staff/cases/:caseId/screening': may('screenCases', screenCase),
  'POST /staff/cases/:caseId/handling': may('answerCases', handleCase),
};

interface Shown {
  readonly typed?: TypedCase;
  readonly faults?: Faults;
  readonly status?: number;
}

async function findFor({ caller, param }: StaffContext, { stores, now }: RoutesOptions): Promise<Case> {
  const one = await stores.cases.find(param('caseId'));
  if (!one || !isCaseFor(caller, one, weekOf(dayOf(now())))) throw notYours();
  return one;
}

async function show(
  { caller, language, notice }: StaffContext,
  { stores, now }: RoutesOptions,
  one: Case,
  { typed = {}, faults = {}, status }: Shown = {},
): Promise<Reply> {
  const t = caseTexts[language];
  const calendar = await stores.holidays.calendar();
  const frame = { title: t.caseTitle(caseNumber(one)), notice: notice(t.done), status };
  return page(
    'improvement/cases/case',
    frame,
    casePage(one, caller, { today: dayOf(now()), calendar, typed, faults }),
  );
}

async function openCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await show(context, tools, await findFor(context, tools));
}

/** Performs a staff act, or shows the page again with the error and the typed input. */
async function performAct(context: StaffContext, tools: RoutesOptions, wish: Wish): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const { one, version, act: wished, typed } = wish;
  const { actor, units } = caller;
  const kind = wished.kind as StaffAct;
  try {
    if (one.version !== version) throw changedMeanwhile();
    await actOnCase(one, wished, {
      cases: stores.cases,
      today: dayOf(now()),
      lives: (unitId) => units.lives(unitId),
      keptDays: (await stores.retention.days()).caseOriginals,
      entryOf: (after) =>
        auditEntry({
          at: now(),
          by: actor,
          kind: `case.${kind}` satisfies AuditKind,
          unitIds: [...new Set([one.unitId, after.unitId])],
          subject: subjectOf(after),
          after: { state: after.state, unit: after.unitId },
        }),
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const sentence = error.sentence[language];
    return await show(context, tools, one, { typed, faults: { [fieldOf[kind]]: sentence }, status: 409 });
  }
  const isLost = kind === 'giveBack' && !caller.may('screenCases', one.unitId);
  return seeOther(isLost ? '/staff/cases' : `/staff/cases/${one.id}?done=${kind}`);
}

async function screenCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const one = await findFor(context, tools);
  caller.demand('screenCases', [one.unitId]);
  const wish = await readScreening(req);
  const faults = screeningFaults(wish, caller, caseTexts[language]);
  if (Object.keys(faults).length > 0) {
    return await show(context, tools, one, { typed: { screening: wish }, faults, status: 422 });
  }
  const { version } = wish;
  return await performAct(context, tools, {
    one,
    version,
    act: screeningAct(wish),
    typed: { screening: wish },
  });
}

async function handleCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const one = await findFor(context, tools);
  caller.demand('answerCases', [one.unitId]);
  const { act: kind, version, text } = await readHandling(req);
  const fault = textFault(text, caseTexts[language]);
  if (fault !== undefined) {
    return await show(context, tools, one, {
      typed: { handling: text },
      faults: { handlingText: fault },
      status: 422,
    });
  }
  return await performAct(context, tools, { one, version, act: { kind, text }, typed: { handling: text } });
}

interface Wish {
  readonly one: Case;
  readonly version: number;
  readonly act: CaseAct;
  readonly typed: TypedCase;
}

/** The field that shows why an act was refused. */
const fieldOf: Readonly<Record<StaffAct, string>> = {
  assign: 'unit',
  setAside: 'reason',
  refuse: 'refuseText',
  publish: 'question',
  withdraw: 'question',
  answer: 'handlingText',
  askMore: 'handlingText',
  giveBack: 'handlingText',
};

function screeningAct({ act, text, unitId, reason, question, answer }: Screening): CaseAct {
  switch (act) {
    case 'assign':
      return { kind: act, text, unitId };
    case 'setAside':
      return { kind: act, reason };
    case 'refuse':
      return { kind: act, text };
    case 'publish':
      return { kind: act, question, answer };
    case 'withdraw':
      return { kind: act };
  }
}

function screeningFaults(wish: Screening, caller: Caller, t: CaseTexts): Faults {
  const checked: readonly [string, string | undefined][] =
    wish.act === 'assign'
      ? [
          ['screenedText', textFault(wish.text, t) ?? traceFault(wish.text, t)],
          ['unit', isGivable(caller, wish.unitId) ? undefined : t.faults.unit],
        ]
      : wish.act === 'refuse'
        ? [['refuseText', textFault(wish.text, t)]]
        : wish.act === 'publish'
          ? [
              ['question', textFault(wish.question, t) ?? traceFault(wish.question, t)],
              ['publishedAnswer', textFault(wish.answer, t) ?? traceFault(wish.answer, t)],
            ]
          : [];
  return Object.fromEntries(
    checked.flatMap(([field, fault]) => (fault === undefined ? [] : [[field, fault] as const])),
  );
}

/** Only whether the unit exists and is the caller's; case.ts checks whether it still exists on the day. */
function isGivable(caller: Caller, unitId: string): boolean {
  return caller.units.find(unitId) !== undefined && caller.may('screenCases', unitId);
}

function textFault(text: string, t: CaseTexts): string | undefined {
  if (text === '') return t.faults.textMissing;
  return text.length > staffTextLengthMax ? t.faults.textTooLong(staffTextLengthMax) : undefined;
}

function traceFault(text: string, t: CaseTexts): string | undefined {
  const found = personalTraces(text);
  return found.length === 0 ? undefined : t.faults.traces(found.join('; '));
}
