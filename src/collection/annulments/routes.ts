/** Pages of annulments: requesting one, approving one, and the outcome. */
import { formPart } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { randomUUID } from 'node:crypto';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { submissionEntry } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import { qualityTexts } from '../quality/texts.ts';
import { findOwnSubmission } from '../submissions/ownSubmission.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { also } from '../../platform/web/form.ts';
import { firstState, mayDecide, mayRefuse, type Annulment, type Criterion } from './annulment.ts';
import { countMeeting } from './carryOutAnnulments.ts';
import { criterionWords } from './criterionWords.ts';
import { annullableFlags, annulmentForm, type AnnulmentRequest } from './input.ts';
import { annulmentLine } from './annulmentLine.ts';
import { annulmentTexts, type AnnulmentTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

type Found =
  | { readonly error: string; readonly field: string; readonly isMissing?: true }
  | Pick<Annulment, 'criterion' | 'label' | 'unitIds' | 'count'>;

export const routes: Routes<RoutesOptions> = {
  'GET /staff/annulments': may('annul', listAnnulments, menuLine('collection', annulmentTexts)),
  'POST /staff/annulments': may('annul', askForAnnulment),
  'GET /staff/annulments/:annulmentId': may('annul', showAnnulment),
  'POST /staff/annulments/:annulmentId/agree': may('annul', agree),
  'POST /staff/annulments/:annulmentId/refuse': may('annul', refuse),
};

async function showList(
  context: StaffContext,
  tools: RoutesOptions,
  shown = annulmentForm.empty,
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores } = tools;
  const t = annulmentTexts[language];
  const { flagNames } = qualityTexts[language];
  const flags = [
    { value: '', label: t.anyFlag },
    ...annullableFlags.map((value) => ({ value, label: flagNames[value] })),
  ];
  const isSeen = ({ unitIds }: Annulment): boolean => caller.mayOnAll('annul', unitIds);
  const seen = await stores.annulments.list(Infinity, isSeen);
  const codes = await pointCodes(tools);
  return await list(
    context,
    {
      title: t.title,
      notice: notice(t.notices),
      status: shown.status,
      lead: t.lead,
      above: formPart(
        { action: '/staff/annulments', submit: t.ask, heading: t.askTitle },
        annulmentForm.onPage(language, shown, { flag: { options: flags } }),
      ),
      heading: t.listTitle,
      empty: t.empty,
      columns: [
        { key: 'label', heading: t.what, url: ({ id }) => `/staff/annulments/${id}` },
        { key: 'count', heading: t.count },
        { key: 'reason', heading: t.reason },
        { key: 'state', heading: t.state },
        { key: 'askedBy', heading: t.askedBy },
        { key: 'askedAt', heading: t.askedAt },
      ],
    },
    seen.map((one) => annulmentLine(one, language, codes)),
  );
}

/** @throws Problem notFound */
async function annulmentOf({ caller, param }: StaffContext, { stores }: RoutesOptions): Promise<Annulment> {
  const annulment = await stores.annulments.find(param('annulmentId'));
  if (!annulment) throw notYours();
  caller.demand('annul', annulment.unitIds);
  return annulment;
}

function entryOf(
  { caller }: StaffContext,
  { now }: RoutesOptions,
  kind: AuditEntry['kind'],
  { id, label, unitIds, reason, count }: Annulment,
): AuditEntry {
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds,
    subject: { id, label },
    after: { reason, count: String(count) },
  });
}

async function find(
  request: AnnulmentRequest,
  caller: Caller,
  t: AnnulmentTexts,
  tools: RoutesOptions,
): Promise<Found> {
  if (request.receipt !== '') return await findOne(request.receipt, caller, t, tools);
  if (request.point === '') return { field: 'receipt', error: t.errors.which };
  return await findAtPoint(request, caller, t, tools);
}

async function findOne(
  receipt: string,
  caller: Caller,
  t: AnnulmentTexts,
  { stores }: RoutesOptions,
): Promise<Found> {
  const found = await findOwnSubmission(receipt, 'annul', caller, stores);
  if (!found) return { field: 'receipt', error: t.errors.receipt, isMissing: true };
  const { submission, unitId } = found;
  if (submission.annulled) return { field: 'receipt', error: t.errors.none };
  const position = await stores.ledger.findPosition(leafHash(submissionEntry(submission)));
  if (position === undefined) return { field: 'receipt', error: t.errors.waiting };
  const criterion: Criterion = { kind: 'receipt', receiptCode: submission.receiptCode };
  const label = criterionWords(criterion, undefined, 'vi');
  return { criterion, label, unitIds: [unitId], count: 1 };
}

async function findAtPoint(
  request: AnnulmentRequest,
  caller: Caller,
  t: AnnulmentTexts,
  { stores, now }: RoutesOptions,
): Promise<Found> {
  const point = await stores.accessPoints.findByCode(request.point.toUpperCase());
  const unitIds = point ? unitIdsOf(point) : [];
  if (!point || !caller.mayOnAll('annul', unitIds))
    return { field: 'point', error: t.errors.point, isMissing: true };
  const { fromDay, toDay } = request;
  const areDays = isCalendarDay(fromDay) && isCalendarDay(toDay);
  if (!areDays || fromDay > toDay || toDay >= dayOf(now())) return { field: 'toDay', error: t.errors.days };
  const { flag } = request;
  const roundIds = [...new Set(point.revisions.map(({ roundId }) => roundId))];
  const criterion: Criterion = {
    kind: 'point',
    accessPointId: point.id,
    roundIds,
    fromDay,
    toDay,
    ...(flag ? { flag } : {}),
  };
  const count = await countMeeting(criterion, stores.submissions);
  if (count === 0) return { field: 'point', error: t.errors.none };
  return { criterion, label: criterionWords(criterion, point.code, 'vi'), unitIds, count };
}

async function listAnnulments(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showList(context, tools);
}

async function askForAnnulment(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const t = annulmentTexts[language];
  const read = await annulmentForm.read(context);
  const found = await find(read.typed, caller, t, tools);
  const error = 'error' in found ? { [found.field]: found.error } : {};
  const sent = also(read, error, 'isMissing' in found ? 404 : 422);
  if (!sent.ok || 'error' in found) return await showList(context, tools, sent);
  const annulment: Annulment = {
    id: randomUUID(),
    ...found,
    reason: sent.values.reason,
    note: sent.values.note,
    state: firstState(found.count),
    askedBy: caller.actor,
    askedAt: now(),
  };
  await stores.annulments.add(annulment, entryOf(context, tools, 'annulment.asked', annulment));
  const done = annulment.state === 'waiting' ? 'asked' : 'agreed';
  return seeOther(`/staff/annulments/${annulment.id}?done=${done}`);
}

async function pointCodes({ stores }: RoutesOptions): Promise<ReadonlyMap<string, string>> {
  return new Map((await stores.accessPoints.list()).map(({ id, code }) => [id, code]));
}

async function showAnnulment(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const annulment = await annulmentOf(context, tools);
  const t = annulmentTexts[language];
  const { account } = caller;
  const line = annulmentLine(annulment, language, await pointCodes(tools));
  return page(
    'collection/annulments/annulment',
    { title: line.label, notice: notice(t.notices) },
    {
      t,
      annulment: { ...line, askedAt: timeText(line.askedAt, language) },
      mayAgree: mayDecide(annulment, account.id),
      mayRefuse: mayRefuse(annulment),
      isOwn: annulment.state === 'waiting' && annulment.askedBy.accountId === account.id,
    },
  );
}

async function agree(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const annulment = await annulmentOf(context, tools);
  const isAllowed = mayDecide(annulment, context.caller.account.id);
  return await decide(context, tools, annulment, { state: 'agreed', isAllowed });
}

async function refuse(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const annulment = await annulmentOf(context, tools);
  return await decide(context, tools, annulment, { state: 'refused', isAllowed: mayRefuse(annulment) });
}

async function decide(
  context: StaffContext,
  tools: RoutesOptions,
  annulment: Annulment,
  { state, isAllowed }: { readonly state: 'agreed' | 'refused'; readonly isAllowed: boolean },
): Promise<Reply> {
  const { stores, now } = tools;
  const decision = { state, decidedBy: context.caller.actor, decidedAt: now() };
  const entry = entryOf(context, tools, `annulment.${state}`, annulment);
  const isDecided = isAllowed && (await stores.annulments.decide(annulment.id, decision, entry));
  return seeOther(`/staff/annulments/${annulment.id}?done=${isDecided ? state : 'late'}`);
}

function unitIdsOf(point: AccessPoint): string[] {
  return [...new Set(point.revisions.map(({ unitId }) => unitId))];
}
