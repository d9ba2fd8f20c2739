/** Where staff screen comments, answer cases and publish answers. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { Problem } from '../../platform/problem.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import { actionOnCase, changedMeanwhile, subjectOf } from './actionOnCase.ts';
import { caseNumber, type Case, type CaseAction } from './case.ts';
import { casePage, type TypedCase } from './casePage.ts';
import { isCaseFor } from './caseViews.ts';
import { readHandling, readScreening, staffTextLengthMax, type Screening } from './input.ts';
import { personalTraces } from './personalTraces.ts';
import { caseTexts, type CaseTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

type FieldErrors = Readonly<Record<string, string>>;
type StaffAction = Exclude<CaseAction['kind'], 'tellMore' | 'verdict' | 'reopen' | 'close'>;

export const caseRoutes: Routes<RoutesOptions> = {
  'GET /staff/cases/:caseId': may('seeCases', openCase),
  'POST /staff/cases/:caseId/screening': may('screenCases', screenCase),
  'POST /staff/cases/:caseId/handling': may('answerCases', handleCase),
};

interface Shown {
  readonly typed?: TypedCase;
  readonly errors?: FieldErrors;
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
  { typed = {}, errors = {}, status }: Shown = {},
): Promise<Reply> {
  const t = caseTexts[language];
  const calendar = await stores.holidays.calendar();
  const frame = { title: t.caseTitle({ number: caseNumber(one) }), notice: notice(t.done), status };
  return page(
    'improvement/cases/case',
    frame,
    casePage(one, caller, { today: dayOf(now()), calendar, typed, errors }),
  );
}

async function openCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await show(context, tools, await findFor(context, tools));
}

/** Performs a staff act, or shows the page again with the error and the typed input. */
async function performAction(
  context: StaffContext,
  tools: RoutesOptions,
  request: ActionRequest,
): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const { one, version, action: wished, typed } = request;
  const { actor, units } = caller;
  const kind = wished.kind as StaffAction;
  try {
    if (one.version !== version) throw changedMeanwhile();
    await actionOnCase(one, wished, {
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
    return await show(context, tools, one, { typed, errors: { [fieldOf[kind]]: sentence }, status: 409 });
  }
  const isLost = kind === 'giveBack' && !caller.may('screenCases', one.unitId);
  return seeOther(isLost ? '/staff/cases' : `/staff/cases/${one.id}?done=${kind}`);
}

async function screenCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const one = await findFor(context, tools);
  caller.demand('screenCases', [one.unitId]);
  const request = await readScreening(req);
  const errors = screeningErrors(request, caller, caseTexts[language]);
  if (Object.keys(errors).length > 0) {
    return await show(context, tools, one, { typed: { screening: request }, errors, status: 422 });
  }
  const { version } = request;
  return await performAction(context, tools, {
    one,
    version,
    action: screeningAction(request),
    typed: { screening: request },
  });
}

async function handleCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const one = await findFor(context, tools);
  caller.demand('answerCases', [one.unitId]);
  const { action: kind, version, text } = await readHandling(req);
  const error = textError(text, caseTexts[language]);
  if (error !== undefined) {
    return await show(context, tools, one, {
      typed: { handling: text },
      errors: { handlingText: error },
      status: 422,
    });
  }
  return await performAction(context, tools, {
    one,
    version,
    action: { kind, text },
    typed: { handling: text },
  });
}

interface ActionRequest {
  readonly one: Case;
  readonly version: number;
  readonly action: CaseAction;
  readonly typed: TypedCase;
}

/** The field that shows why an act was refused. */
const fieldOf: Readonly<Record<StaffAction, string>> = {
  assign: 'unit',
  setAside: 'reason',
  refuse: 'refuseText',
  publish: 'question',
  withdraw: 'question',
  answer: 'handlingText',
  askMore: 'handlingText',
  giveBack: 'handlingText',
};

function screeningAction({ action, text, unitId, reason, question, answer }: Screening): CaseAction {
  switch (action) {
    case 'assign':
      return { kind: action, text, unitId };
    case 'setAside':
      return { kind: action, reason };
    case 'refuse':
      return { kind: action, text };
    case 'publish':
      return { kind: action, question, answer };
    case 'withdraw':
      return { kind: action };
  }
}

function screeningErrors(request: Screening, caller: Caller, t: CaseTexts): FieldErrors {
  const checked: readonly [string, string | undefined][] =
    request.action === 'assign'
      ? [
          ['screenedText', textError(request.text, t) ?? traceError(request.text, t)],
          ['unit', isGivable(caller, request.unitId) ? undefined : t.errors.unit],
        ]
      : request.action === 'refuse'
        ? [['refuseText', textError(request.text, t)]]
        : request.action === 'publish'
          ? [
              ['question', textError(request.question, t) ?? traceError(request.question, t)],
              ['publishedAnswer', textError(request.answer, t) ?? traceError(request.answer, t)],
            ]
          : [];
  return Object.fromEntries(
    checked.flatMap(([field, error]) => (error === undefined ? [] : [[field, error] as const])),
  );
}

/** Only whether the unit exists and is the caller's; case.ts checks whether it still exists on the day. */
function isGivable(caller: Caller, unitId: string): boolean {
  return caller.units.find(unitId) !== undefined && caller.may('screenCases', unitId);
}

function textError(text: string, t: CaseTexts): string | undefined {
  if (text === '') return t.errors.textMissing;
  return text.length > staffTextLengthMax ? t.errors.textTooLong({ max: staffTextLengthMax }) : undefined;
}

function traceError(text: string, t: CaseTexts): string | undefined {
  const found = personalTraces(text);
  return found.length === 0 ? undefined : t.errors.traces({ found: found.join('; ') });
}
