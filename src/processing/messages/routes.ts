/** Messages to the people drawn for a round: written, looked at, agreed to by a second account where they are many, and sent. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { codesMax } from '../../collection/codes/code.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Channel } from '../../platform/messages/messaging.ts';
import { Problem } from '../../platform/problem.ts';
import { also, type Filled } from '../../platform/web/form.ts';
import type { Frame } from '../frames/frame.ts';
import { frameOf, movedOn } from '../frames/frameAccess.ts';
import { invitedBy } from '../frames/frameBatches.ts';
import { makeFrameCodes } from '../frames/mailingRoutes.ts';
import { mailingErrors, mailingForm, readFrom, wordingsOf, wordsOf, type TypedMailing } from './input.ts';
import { mayAgree, mayRemind, needsConsent, remindersMax, remindsFrom, type Mailing } from './mailing.ts';
import { firstWords, mailingFields, mailingLine, previewOf } from './mailingPage.ts';
import type { MessagingTools } from './parameters.ts';
import { costOf, isSent, prepare } from './prepareMailing.ts';
import { mailingTexts } from './texts.ts';

export const routes: Routes<MessagingTools> = {
  'GET /staff/rounds/:roundId/messages': may('keepFrames', openMailings),
  'POST /staff/rounds/:roundId/messages': may('keepFrames', draftMailing),
  'GET /staff/rounds/:roundId/messages/:mailingId': may('keepFrames', openMailing),
  'POST /staff/rounds/:roundId/messages/:mailingId/send': may('keepFrames', sendMailing),
  'POST /staff/rounds/:roundId/messages/:mailingId/discard': may('keepFrames', discardMailing),
  'POST /staff/rounds/:roundId/messages/:mailingId/rewrite': may('keepFrames', rewriteMailing),
  'POST /staff/rounds/:roundId/messages/:mailingId/end': may('keepFrames', endMailing),
};

interface Sample {
  readonly round: Round;
  readonly frame: Frame;
}

/** @throws Problem notFound; conflict if nobody is drawn */
async function sampleOf({ caller, param }: StaffContext, { stores }: MessagingTools): Promise<Sample> {
  const { round, frame } = await frameOf(caller, param('roundId'), stores);
  if (frame.state !== 'drawn') throw movedOn();
  return { round, frame };
}

async function mailingOf(
  context: StaffContext,
  tools: MessagingTools,
): Promise<Sample & { mailing: Mailing }> {
  const sample = await sampleOf(context, tools);
  const mailing = await tools.stores.mailings.find(context.param('mailingId'));
  if (mailing?.roundId !== sample.round.id || mailing.state === 'discarded') throw notYours();
  return { ...sample, mailing };
}

/** The number of the next mailing; undefined when there can be none now. */
function nextNumber(
  mailings: readonly Mailing[],
  { listId, erasedAt }: Frame,
  now: Date,
): number | undefined {
  const [last] = mailings.filter((one) => one.listId === listId && isSent(one.state));
  if (erasedAt) return undefined;
  if (!last) return 0;
  return mayRemind(last, now) ? last.number + 1 : undefined;
}

/** When the next reminder can be written, of mailings newest first; undefined before the first and after the last. */
function nextReminder(mailings: readonly Mailing[], { listId }: Frame, language: PageLanguage) {
  const last = mailings.find((one) => one.listId === listId && isSent(one.state));
  if (!last || last.number >= remindersMax) return undefined;
  return mailingTexts[language].nextReminder({ from: timeText(remindsFrom(last), language) });
}

/** Why there can be none: codes on paper, or a list that was uploaded before messages were configured. */
async function obstacleOf({ listId, strata, erasedAt }: Frame, { stores }: MessagingTools) {
  if (erasedAt) return 'erased';
  if (!(await stores.frames.isOutside(listId))) return 'inside';
  return (await invitedBy({ strata }, stores.codes)) === 'letters' ? 'printed' : undefined;
}

async function openMailings(context: StaffContext, tools: MessagingTools): Promise<Reply> {
  const sample = await sampleOf(context, tools);
  const from = await readFrom(context.req);
  const before = from === '' ? undefined : await tools.stores.mailings.find(from);
  const isOurs = before?.listId === sample.frame.listId;
  return await showMailings(context, tools, sample, isOurs ? mailingForm.filled(wordsOf(before)) : undefined);
}

async function showMailings(
  { req, language, notice }: StaffContext,
  tools: MessagingTools,
  { round, frame }: Sample,
  shown?: Filled<TypedMailing>,
): Promise<Reply> {
  const { stores, messaging, now } = tools;
  const t = mailingTexts[language];
  const mailings = await stores.mailings.listOfRound(round.id);
  const obstacle = await obstacleOf(frame, tools);
  const isOver = obstacle !== undefined || roundState(round, now()) === 'closed';
  const number = isOver ? undefined : nextNumber(mailings, frame, now());
  const lines = mailings.map(async (one) =>
    mailingLine(one, await countsOf(one, tools), messaging, language),
  );
  const { channels } = messaging;
  const asked = shown?.typed.channel ?? req.query['channel'];
  const channel = channels.find(({ id }) => id === asked) ?? channels[0];
  const filled = shown ?? mailingForm.filled(firstWords(number ?? 0, channel, frame));
  return page(
    'processing/messages/mailings',
    {
      title: `${t.title}: ${inLanguage(round.title, language)}`,
      notice: notice(t.notices),
      status: shown?.status,
    },
    {
      t,
      round,
      mailings: await Promise.all(lines),
      obstacle: obstacle && t.obstacles[obstacle],
      next: number !== undefined && (number === 0 ? t.invitation : t.reminder({ number })),
      later: isOver ? undefined : nextReminder(mailings, frame, language),
      channelId: channel?.id,
      isReminder: number !== undefined && number > 0,
      channels: channels.map(({ id, label }) => ({
        url: `/staff/rounds/${round.id}/messages?${new URLSearchParams({ channel: id }).toString()}`,
        label: inLanguage(label, language),
        isCurrent: id === channel?.id,
      })),
      ...mailingForm.onPage(language, filled, mailingFields(frame, channel, language)),
    },
  );
}

const countsOf = async ({ id, counts }: Mailing, { stores }: MessagingTools) =>
  counts ?? (await stores.messages.counts(id));

/** Makes the codes where there are none yet. Statuses: 303; 409 when there can be none now; 422 with errors at their fields. */
async function draftMailing(context: StaffContext, tools: MessagingTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, messaging, now } = tools;
  const t = mailingTexts[language];
  const { round, frame: before } = await sampleOf(context, tools);
  const read = await mailingForm.read(context);
  const number = nextNumber(await stores.mailings.listOfRound(round.id), before, now());
  if (number === undefined || (await obstacleOf(before, tools)) || roundState(round, now()) === 'closed')
    throw movedOn();
  const channel = messaging.channels.find(({ id }) => id === read.typed.channel);
  const sent = also(read, mailingErrors(read.typed, { channel, fields: before.fields }, t));
  const draft = sent.ok && channel && draftOf(sent.typed, channel, { round, frame: before, number });
  if (!draft) return await showMailings(context, tools, { round, frame: before }, sent);
  if ((await prepare(draft, before, channel, tools)).recipients.length === 0) {
    const refused = also(sent, { addressField: t.errors.nobody });
    return await showMailings(context, tools, { round, frame: before }, refused);
  }
  if (before.strata.every(({ batchIds }) => batchIds.length === 0)) {
    await makeFrameCodes(context, tools, { round, frame: before }, 0);
  }
  const frame = (await stores.frames.find(round.id))!;
  const { recipients } = await prepare(draft, frame, channel, tools);
  const { costDong } = await costOf(recipients, draft, channel, { round, frame, tools });
  const mailing: Mailing = {
    id: randomUUID(),
    ...draft,
    count: recipients.length,
    costDong,
    state: 'draft',
    madeBy: caller.actor,
    madeAt: now(),
    version: 1,
  };
  await stores.mailings.add(mailing, entryOf(context, tools, 'mailing.drafted', { round, mailing }));
  return seeOther(`/staff/rounds/${round.id}/messages/${mailing.id}`);
}

function draftOf(
  typed: TypedMailing,
  channel: Channel,
  { round, frame, number }: Sample & { readonly number: number },
) {
  const { addressField, languageField } = typed;
  return {
    roundId: round.id,
    listId: frame.listId,
    number,
    channelId: channel.id,
    addressField,
    ...(languageField !== '' && { languageField }),
    wordings: wordingsOf(typed, channel),
  };
}

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

function entryOf(
  { caller }: StaffContext,
  { messaging, now }: MessagingTools,
  kind: AuditEntry['kind'],
  { round, mailing }: { readonly round: Round; readonly mailing: Mailing },
): AuditEntry {
  const channel = messaging.channels.find(({ id }) => id === mailing.channelId);
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: round.unitIds,
    subject: { id: mailing.id, label: round.title.vi },
    after: {
      channel: channel?.label.vi ?? mailing.channelId,
      people: String(mailing.count),
      costDong: String(mailing.costDong),
    },
  });
}

function changedMeanwhile(): Problem {
  return new Problem('conflict', {
    vi: mailingTexts.vi.changedMeanwhile,
    en: mailingTexts.en.changedMeanwhile,
  });
}
