/** One mailing: looked at, sent or agreed to by a second account, discarded, written anew, stopped. */
import type { AuditEntry } from '../../access/audit/entry.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { codesMax } from '../../collection/codes/code.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { mayAgree, needsConsent, type Mailing } from './mailing.ts';
import { countsOf, entryOf, mailingOf, nextNumber } from './mailingAccess.ts';
import { mailingLine, previewOf } from './mailingPage.ts';
import type { MessagingTools } from './parameters.ts';
import { mailingTexts } from './texts.ts';

export const sendingRoutes: Routes<MessagingTools> = {
  'GET /staff/rounds/:roundId/messages/:mailingId': may('keepFrames', openMailing),
  'POST /staff/rounds/:roundId/messages/:mailingId/send': may('keepFrames', sendMailing),
  'POST /staff/rounds/:roundId/messages/:mailingId/discard': may('keepFrames', discardMailing),
  'POST /staff/rounds/:roundId/messages/:mailingId/rewrite': may('keepFrames', rewriteMailing),
  'POST /staff/rounds/:roundId/messages/:mailingId/end': may('keepFrames', endMailing),
};

async function openMailing(context: StaffContext, tools: MessagingTools): Promise<Reply> {
  const { caller, language, notice } = context;
  const { messaging } = tools;
  const { round, frame, mailing } = await mailingOf(context, tools);
  const t = mailingTexts[language];
  const line = mailingLine(mailing, await countsOf(mailing, tools), messaging, language);
  const isOpen = mailing.state === 'draft' || mailing.state === 'waiting';
  return page(
    'processing/messages/mailing',
    { title: `${t.title}: ${line.name}`, notice: notice(t.notices) },
    {
      t,
      round,
      roundTitle: inLanguage(round.title, language),
      line,
      preview: frame.erasedAt ? undefined : await previewOf(mailing, { round, frame, language }, tools),
      needsConsent: needsConsent(mailing, messaging.consentAbove),
      maySend: mailing.state === 'draft' || mayAgree(mailing, caller.account.id),
      isWaiting: mailing.state === 'waiting',
      mayDiscard: isOpen,
      mayEnd: mailing.state === 'agreed' || mailing.state === 'sending',
    },
  );
}

/** Sends the draft, asks for a second account, or is that account. Statuses: 303; 409 when somebody was faster. */
async function sendMailing(context: StaffContext, tools: MessagingTools): Promise<Reply> {
  const { caller } = context;
  const { stores, messaging, now } = tools;
  const { round, frame, mailing } = await mailingOf(context, tools);
  caller.demand('makeCodes', round.unitIds);
  const mailings = await stores.mailings.listOfRound(round.id);
  if (frame.listId !== mailing.listId || nextNumber(mailings, frame, now()) !== mailing.number)
    throw changedMeanwhile();
  if (mailing.state === 'draft' && needsConsent(mailing, messaging.consentAbove)) {
    const entry = entryOf(context, tools, 'mailing.asked', { round, mailing });
    if (!(await stores.mailings.change(mailing, { state: 'waiting' }, entry))) throw changedMeanwhile();
    return seeOther(`/staff/rounds/${round.id}/messages/${mailing.id}?done=asked`);
  }
  if (mailing.state !== 'draft' && !mayAgree(mailing, caller.account.id)) throw changedMeanwhile();
  const entry = entryOf(context, tools, 'mailing.sent', { round, mailing });
  const agreed = { state: 'agreed', decidedBy: caller.actor } as const;
  if (!(await stores.mailings.change(mailing, agreed, entry))) throw changedMeanwhile();
  for (const { batchIds, drawn } of frame.strata) {
    for (const [at, id] of batchIds.entries()) {
      await stores.codes.noteHandedOut(id, Math.min(codesMax, drawn - at * codesMax), entry);
    }
  }
  return seeOther(`/staff/rounds/${round.id}/messages/${mailing.id}?done=sent`);
}

async function discardMailing(context: StaffContext, tools: MessagingTools): Promise<Reply> {
  const round = await discard(context, tools);
  return seeOther(`/staff/rounds/${round.id}/messages?done=discarded`);
}

/** Discards it, and shows its texts in the form of another. */
async function rewriteMailing(context: StaffContext, tools: MessagingTools): Promise<Reply> {
  const round = await discard(context, tools);
  return seeOther(`/staff/rounds/${round.id}/messages?from=${context.param('mailingId')}`);
}

async function discard(context: StaffContext, tools: MessagingTools): Promise<Round> {
  const { round, mailing } = await mailingOf(context, tools);
  if (mailing.state !== 'draft' && mailing.state !== 'waiting') throw changedMeanwhile();
  await become('discarded', 'mailing.discarded', context, tools, { round, mailing });
  return round;
}

/** What the channel has already cannot be called back. */
async function endMailing(context: StaffContext, tools: MessagingTools): Promise<Reply> {
  const { round, mailing } = await mailingOf(context, tools);
  if (mailing.state !== 'agreed' && mailing.state !== 'sending') throw changedMeanwhile();
  await become('ended', 'mailing.ended', context, tools, { round, mailing });
  return seeOther(`/staff/rounds/${round.id}/messages?done=ended`);
}

async function become(
  state: 'discarded' | 'ended',
  kind: AuditEntry['kind'],
  context: StaffContext,
  tools: MessagingTools,
  { round, mailing }: { readonly round: Round; readonly mailing: Mailing },
): Promise<void> {
  const entry = entryOf(context, tools, kind, { round, mailing });
  if (!(await tools.stores.mailings.change(mailing, { state }, entry))) throw changedMeanwhile();
}

function changedMeanwhile(): Problem {
  return problemOf('conflict', mailingTexts, (t) => t.changedMeanwhile);
}
