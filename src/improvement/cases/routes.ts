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
import type { TypedOf } from '../../platform/web/fields.ts';
import { also, type FieldErrors, type Sent } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { casePage, published, type RefusedAct } from './casePage.ts';
import { isCaseFor } from './caseViews.ts';
import {
  assignForm,
  handlingAct,
  handlingForm,
  publishForm,
  refuseForm,
  screeningAct,
  setAsideForm,
} from './input.ts';
import { caseTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

type StaffAction = Exclude<CaseAction['kind'], 'tellMore' | 'verdict' | 'reopen' | 'close'>;

export const caseRoutes: Routes<RoutesOptions> = {
  'GET /staff/cases/:caseId': may('seeCases', openCase),
  'POST /staff/cases/:caseId/screening': may('screenCases', screenCase),
  'POST /staff/cases/:caseId/handling': may('answerCases', handleCase),
};

async function findFor({ caller, param }: StaffContext, { stores, now }: RoutesOptions): Promise<Case> {
  const one = await stores.cases.find(param('caseId'));
  if (!one || !isCaseFor(caller, one, weekOf(dayOf(now())))) throw notYours();
  return one;
}

async function show(
  { caller, language, notice }: StaffContext,
  { stores, now }: RoutesOptions,
  one: Case,
  refused: RefusedAct = {},
): Promise<Reply> {
  const t = caseTexts[language];
  const calendar = await stores.holidays.calendar();
  const [status] = Object.values(refused).map((form) => form.status);
  const frame = { title: t.caseTitle({ number: caseNumber(one) }), notice: notice(t.done), status };
  return page(
    'improvement/cases/case',
    frame,
    casePage(one, caller, { today: dayOf(now()), calendar, refused }),
  );
}

async function openCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await show(context, tools, await findFor(context, tools));
}

/** Performs a staff act, or shows the page again with the errors and what was typed. */
async function perform(context: StaffContext, tools: RoutesOptions, request: ActionRequest): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const { one, version, action: wished, refused } = request;
  if (!request.ok) return await show(context, tools, one, refused({}));
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
    return await show(context, tools, one, refused({ [fieldOf[kind]]: sentence }, 409));
  }
  const isLost = kind === 'giveBack' && !caller.may('screenCases', one.unitId);
  return seeOther(isLost ? '/staff/cases' : `/staff/cases/${one.id}?done=${kind}`);
}

/** An act that was asked for, and the form that asked, with more errors where there are. */
interface Asked {
  readonly ok: boolean;
  readonly action: CaseAction;
  readonly refused: (errors: FieldErrors, status?: number) => RefusedAct;
}

interface ActionRequest extends Asked {
  readonly one: Case;
  readonly version: number;
}

async function screenCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const one = await findFor(context, tools);
  context.caller.demand('screenCases', [one.unitId]);
  const { action, version } = await readBody(context.req, screeningAct);
  return await perform(context, tools, { one, version, ...(await askedScreening(context, action, one)) });
}

async function handleCase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const one = await findFor(context, tools);
  context.caller.demand('answerCases', [one.unitId]);
  const { action, version } = await readBody(context.req, handlingAct);
  const sent = await handlingForm.read(context);
  const { text } = sent.typed;
  const asked = askedBy(sent, { kind: action, text }, (handle) => ({ handle }));
  return await perform(context, tools, { one, version, ...asked });
}

function askedBy<Typed, Values>(
  sent: Sent<Typed, Values>,
  action: CaseAction,
  refused: (sent: Sent<Typed, Values>) => RefusedAct,
): Asked {
  return { ok: sent.ok, action, refused: (errors, status) => refused(also(sent, errors, status)) };
}

async function askedScreening(
  context: StaffContext,
  kind: TypedOf<typeof screeningAct>['action'],
  one: Case,
): Promise<Asked> {
  const { caller, language } = context;
  switch (kind) {
    case 'assign': {
      const read = await assignForm.read(context);
      const { text, unit: unitId } = read.typed;
      const sent = also(read, { unit: !isGivable(caller, unitId) && caseTexts[language].errors.unit });
      return askedBy(sent, { kind, text, unitId }, (assign) => ({ assign }));
    }
    case 'setAside': {
      const sent = await setAsideForm.read(context);
      return askedBy(sent, { kind, reason: sent.typed.reason }, (setAside) => ({ setAside }));
    }
    case 'refuse': {
      const sent = await refuseForm.read(context);
      return askedBy(sent, { kind, text: sent.typed.text }, (refuse) => ({ refuse }));
    }
    case 'publish': {
      const sent = await publishForm.read(context);
      return askedBy(sent, { kind, ...sent.typed }, (publish) => ({ publish }));
    }
    case 'withdraw': {
      const shown = publishForm.filled(published(one));
      const refused = (errors: FieldErrors, status = 422) => ({ publish: { ...shown, errors, status } });
      return { ok: true, action: { kind }, refused };
    }
  }
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

/** Only whether the unit exists and is the caller's; case.ts checks whether it still exists on the day. */
function isGivable(caller: Caller, unitId: string): boolean {
  return caller.units.find(unitId) !== undefined && caller.may('screenCases', unitId);
}
