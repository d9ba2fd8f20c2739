/** Messages to the people drawn for a round: their list, and the form that writes one. */
import { randomUUID } from 'node:crypto';
import { list } from '../../access/web/list.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { roundState } from '../../design/rounds/round.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Channel } from '../../platform/messages/messaging.ts';
import { also, type Filled } from '../../platform/web/form.ts';
import type { Frame } from '../frames/frame.ts';
import { movedOn } from '../frames/frameAccess.ts';
import { invitedBy } from '../frames/frameBatches.ts';
import { makeFrameCodes } from '../frames/mailingRoutes.ts';
import { mailingErrors, mailingForm, readFrom, wordingsOf, wordsOf, type TypedMailing } from './input.ts';
import { remindersMax, remindsFrom, type Mailing } from './mailing.ts';
import { countsOf, entryOf, nextNumber, sampleOf, type Sample } from './mailingAccess.ts';
import { firstWords, mailingColumns, mailingFields, mailingLine } from './mailingPage.ts';
import type { MessagingTools } from './parameters.ts';
import { costOf, isSent, prepare } from './prepareMailing.ts';
import { mailingTexts } from './texts.ts';

export const mailingRoutes: Routes<MessagingTools> = {
  'GET /staff/rounds/:roundId/messages': may('keepFrames', openMailings),
  'POST /staff/rounds/:roundId/messages': may('keepFrames', draftMailing),
};

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
  context: StaffContext,
  tools: MessagingTools,
  { round, frame }: Sample,
  shown?: Filled<TypedMailing>,
): Promise<Reply> {
  const { req, language, notice } = context;
  const { stores, messaging, now } = tools;
  const t = mailingTexts[language];
  const mailings = await stores.mailings.listOfRound(round.id);
  const obstacle = await obstacleOf(frame, tools);
  const isOver = obstacle !== undefined || roundState(round, now()) === 'closed';
  const number = isOver ? undefined : nextNumber(mailings, frame, now());
  const { channels } = messaging;
  const asked = shown?.typed.channel ?? req.query['channel'];
  const channel = channels.find(({ id }) => id === asked) ?? channels[0];
  const filled = shown ?? mailingForm.filled(firstWords(number ?? 0, channel, frame));
  const url = `/staff/rounds/${round.id}/messages`;
  return await list(
    context,
    {
      title: `${t.title}: ${inLanguage(round.title, language)}`,
      notice: notice(t.notices),
      status: shown?.status,
      lead: t.lead,
      links: [{ label: t.frame, url: `/staff/rounds/${round.id}/frame` }],
      empty: t.none,
      columns: mailingColumns(url, language),
      below: {
        view: 'processing/messages/write',
        content: {
          t,
          url,
          obstacle: obstacle && t.obstacles[obstacle],
          next: number !== undefined && (number === 0 ? t.invitation : t.reminder({ number })),
          later: isOver ? undefined : nextReminder(mailings, frame, language),
          channelId: channel?.id,
          isReminder: number !== undefined && number > 0,
          channels: channels.map(({ id, label }) => ({
            url: `${url}?${new URLSearchParams({ channel: id }).toString()}`,
            label: inLanguage(label, language),
            isCurrent: id === channel?.id,
          })),
          ...mailingForm.onPage(language, filled, mailingFields(frame, channel, language)),
        },
      },
    },
    await Promise.all(
      mailings.map(async (one) => mailingLine(one, await countsOf(one, tools), messaging, language)),
    ),
  );
}

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
