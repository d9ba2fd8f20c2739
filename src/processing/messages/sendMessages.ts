/**
 * The leader's work on messages. A message is claimed in the store before it is handed over, and its outcome is stored
 * after. A process that dies in between leaves it claimed: a channel that knows messages by their ids is handed it again,
 * and sends it once; a mail server is not, so that nobody gets it twice, and the mailing counts it as unknown.
 */
import { roundState } from '../../design/rounds/round.ts';
import { openChannel, type OpenChannel } from '../../platform/messages/handOver.ts';
import type { Channel } from '../../platform/messages/messaging.ts';
import { peopleOf } from '../frames/frameAccess.ts';
import { caseReader, casesOf, idWithToken } from './caseMessages.ts';
import { afterAttempt, isSendingHour, type Mailing, type Message } from './mailing.ts';
import { batchIdsOf, parametersReader, stopUrl, type MessagingTools, type Outgoing } from './parameters.ts';
import { prepare } from './prepareMailing.ts';
import { recipientsOf, type Recipient } from './recipients.ts';
import { filledIn, wordingFor } from '../../platform/messages/template.ts';

export interface SendingTools extends MessagingTools {
  readonly logError: (error: { route: string; error: unknown }) => void;
}

/** From the end of one run to the next. */
export const runEveryMs = 10_000;

interface Work {
  readonly channel: Channel;
  readonly opened: OpenChannel;
  /** Undefined where the person is not to be reached. */
  readonly outgoingOf: (message: Message) => Outgoing | undefined;
}

/** @returns what one run does; opened channels, and the people of the mailings under way, are kept until the next */
export function messageSender(tools: SendingTools): (isOver: () => boolean) => Promise<void> {
  const { stores, messaging, now } = tools;
  const channels = new Map(messaging.channels.map((channel) => [channel.id, openChannel(channel)]));
  let working = new Map<string, Work>();
  const perRun = Math.ceil((messaging.perMinute * runEveryMs) / 60_000);
  return async (isOver) => {
    const left = new Map(messaging.channels.map(({ id }) => [id, perRun]));
    const under = new Map<string, Work>();
    for (const channel of messaging.channels) {
      const sent = await sendForCases({ channel, opened: channels.get(channel.id)! }, perRun, isOver, tools);
      left.set(channel.id, perRun - sent);
    }
    for (const mailing of await stores.mailings.listActive()) {
      if (isOver()) return;
      const standing = await standingOf(mailing, tools);
      if (standing !== 'open') {
        await conclude(mailing, standing, tools);
        continue;
      }
      if (mailing.state === 'done' || mailing.state === 'ended') continue;
      if (mailing.state === 'agreed' && !(await makeMessages(mailing, tools))) continue;
      const work = working.get(mailing.id) ?? (await workOn(mailing, channels, tools));
      if (!work) continue;
      under.set(mailing.id, work);
      await settleClaimed(mailing.id, work, tools);
      if (!isSendingHour(now(), messaging.hours)) continue;
      const due = await stores.messages.listDue(mailing.id, now(), left.get(work.channel.id)!);
      for (const message of due) {
        if (isOver()) return;
        await send(message, work.outgoingOf(message), work, tools);
      }
      left.set(work.channel.id, left.get(work.channel.id)! - due.length);
      await markDone(mailing, tools);
    }
    working = under;
  };
}

/** @returns how many */
async function sendForCases(
  work: Pick<Work, 'channel' | 'opened'>,
  limit: number,
  isOver: () => boolean,
  tools: SendingTools,
): Promise<number> {
  const { stores, messaging, now } = tools;
  const { channel } = work;
  await settleClaimed(casesOf(channel), work, tools);
  if (!channel.cases || !isSendingHour(now(), messaging.hours)) return 0;
  const outgoingOf = caseReader(tools);
  const due = await stores.messages.listDue(casesOf(channel), now(), limit);
  for (const message of due) {
    if (isOver()) break;
    const outgoing = await outgoingOf(message, channel);
    if (outgoing) await send(message, outgoing, work, tools);
    else await stores.messages.change(message, { state: 'givenUp' });
  }
  return due.length;
}

type Standing = 'open' | 'notYet' | 'over' | 'erased';

async function standingOf({ roundId, listId }: Mailing, { stores, now }: SendingTools): Promise<Standing> {
  const [round, frame] = await Promise.all([stores.rounds.find(roundId), stores.frames.find(roundId)]);
  if (!round || !frame || frame.listId !== listId || frame.erasedAt) return 'erased';
  const state = roundState(round, now());
  return state === 'open' ? 'open' : state === 'closed' ? 'over' : 'notYet';
}

/** Nothing goes out for a round that is over, and of an erased list only the counts remain. */
async function conclude(mailing: Mailing, standing: Standing, { stores }: SendingTools): Promise<void> {
  if (standing === 'over' && (mailing.state === 'agreed' || mailing.state === 'sending')) {
    await stores.mailings.change(mailing, { state: 'ended' });
  }
  if (standing !== 'erased') return;
  const counts = await stores.messages.counts(mailing.id);
  if (await stores.mailings.change(mailing, { state: 'erased', counts }))
    await stores.messages.remove(mailing.id);
}

/** @returns whether they are there, and the mailing is under way */
async function makeMessages(mailing: Mailing, tools: SendingTools): Promise<boolean> {
  const { stores, messaging, now } = tools;
  const channel = messaging.channels.find(({ id }) => id === mailing.channelId);
  const frame = await stores.frames.find(mailing.roundId);
  if (!channel || !frame) return false;
  const { recipients, usedBy } = await prepare(mailing, frame, channel, tools);
  const rows = recipients.map(({ slot }): Message => ({
    id: `${mailing.listId}.${mailing.number}.${slot}`,
    mailingId: mailing.id,
    slot,
    state: 'due',
    attempts: 0,
    nextAt: now(),
  }));
  await stores.messages.addAll(rows);
  return await stores.mailings.change(mailing, { state: 'sending', usedBy });
}

async function workOn(
  mailing: Mailing,
  channels: ReadonlyMap<string, OpenChannel>,
  tools: SendingTools,
): Promise<Work | undefined> {
  const { stores, messaging } = tools;
  const channel = messaging.channels.find(({ id }) => id === mailing.channelId);
  const [round, frame] = await Promise.all([
    stores.rounds.find(mailing.roundId),
    stores.frames.find(mailing.roundId),
  ]);
  if (!channel || !round || !frame) return undefined; // the operator removed the channel
  const { kind } = channel;
  const all = await recipientsOf(frame, await peopleOf(frame, tools), mailing, {
    kind,
    keys: messaging.keys,
  });
  const recipients = new Map<number | undefined, Recipient>(all.map((one) => [one.slot, one]));
  const parametersOf = await parametersReader(round, batchIdsOf(frame), tools);
  const outgoingOf = ({ slot }: Message): Outgoing | undefined => {
    const one = recipients.get(slot);
    if (!one) return undefined;
    const wording = wordingFor(mailing.wordings, one.language);
    return { to: one.to, language: one.language, wording, parameters: parametersOf(one) };
  };
  return { channel, opened: channels.get(channel.id)!, outgoingOf };
}

/** Messages that a run before had claimed when it ended. */
async function settleClaimed(
  mailingId: string,
  { opened }: Pick<Work, 'opened'>,
  { stores, now }: SendingTools,
): Promise<void> {
  for (const message of await stores.messages.listHanding(mailingId)) {
    await stores.messages.change(message, afterAttempt(message, 'unknown', { ...opened, now: now() }));
  }
}

async function send(
  message: Message,
  outgoing: Outgoing | undefined,
  { channel, opened }: Pick<Work, 'channel' | 'opened'>,
  { stores, messaging, publicUrl, now, logError }: SendingTools,
): Promise<void> {
  const token = outgoing && messaging.keys.stopToken(outgoing.to);
  if (!outgoing || token === undefined || (await stores.messages.stopped([token])).size > 0) {
    await stores.messages.change(message, { state: 'stopped' });
    return;
  }
  const claim = { state: 'handing', attempts: message.attempts + 1 } as const;
  if (!(await stores.messages.change(message, claim))) return;
  const claimed: Message = { ...message, ...claim };
  const { to, language, wording, parameters } = outgoing;
  const { how, why } = await opened.handOver(
    {
      id: message.sealed ? idWithToken(message.id, token) : message.id,
      to,
      language,
      subject: filledIn(wording.subject, parameters),
      text: filledIn(wording.text, parameters),
      ...(wording.templateId !== '' && { templateId: wording.templateId }),
      parameters,
      stopUrl: stopUrl(publicUrl, token),
    },
    now(),
  );
  if (how === 'bounced') await stores.messages.stop(token, 'bounced');
  if (how !== 'handed')
    logError({ route: `messages: ${channel.id}`, error: new Error(`${how}: ${why ?? ''}`) });
  await stores.messages.change(claimed, afterAttempt(claimed, how, { ...opened, now: now() }));
}

async function markDone(mailing: Mailing, { stores }: SendingTools): Promise<void> {
  const counts = await stores.messages.counts(mailing.id);
  if (counts.due + counts.handing > 0) return;
  const current = await stores.mailings.find(mailing.id);
  if (current?.state === 'sending') await stores.mailings.change(current, { state: 'done' });
}
