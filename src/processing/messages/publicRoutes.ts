/** What people outside and channels open: to get no more, and to report what became of a message. */
import { text as textBody } from 'express';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import {
  forRespondents,
  open,
  type PageContext,
  type RespondentContext,
  type Routes,
} from '../../access/web/routes.ts';
import { readReport, type DeliveryReport } from '../../platform/messages/deliveryReport.ts';
import { peopleOf } from '../frames/frameAccess.ts';
import { tokenIn } from './caseMessages.ts';
import type { Message } from './mailing.ts';
import type { MessagingTools } from './parameters.ts';
import { recipientsOf } from './recipients.ts';
import { stopTexts } from './texts.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inSameLanguage } from '../../platform/web/page.ts';

type ReportState = DeliveryReport['state'];

export const publicRoutes: Routes<MessagingTools> = {
  'GET /messages/stop/:token': forRespondents(askToStop),
  'POST /messages/stop/:token': forRespondents(stop),
  'POST /messages/reports/:channelId': open(takeReport, [textBody({ type: () => true, limit: '16kb' })]),
};

/** @throws Problem notFound for a token that no message of ours had */
function tokenOf({ param }: RespondentContext, { messaging }: MessagingTools): string {
  const token = param('token');
  if (!messaging.keys.isStopToken(token)) {
    throw problemOf('notFound', stopTexts, ({ unknown }) => unknown);
  }
  return token;
}

function showStop({ language }: RespondentContext, token: string, isStopped: boolean): Reply {
  const t = stopTexts[language];
  const action = inSameLanguage(`/messages/stop/${token}`, language);
  return page('processing/messages/stop', { title: t.title }, { t, action, isStopped });
}

function askToStop(context: RespondentContext, tools: MessagingTools): Reply {
  return showStop(context, tokenOf(context, tools), false);
}

/** Also what a mail program sends by itself (RFC 8058). */
async function stop(context: RespondentContext, tools: MessagingTools): Promise<Reply> {
  const token = tokenOf(context, tools);
  await tools.stores.messages.stop(token, 'asked');
  return showStop(context, token, true);
}

/**
 * Statuses: 204; 401 unless the channel signed it; 422 with what is wrong at which place. A report about a message that
 * is not there changes nothing.
 */
async function takeReport({ req, res, param }: PageContext, tools: MessagingTools): Promise<Reply> {
  const { stores, messaging } = tools;
  const channel = messaging.channels.find(({ id }) => id === param('channelId'));
  const read = channel && readReport(channel, req.headers, typeof req.body === 'string' ? req.body : '');
  if (!read) {
    res.status(401).end();
  } else if ('errors' in read) {
    res.status(422).json({ errors: read.errors.map(({ at, sentence }) => ({ at, ...sentence })) });
  } else {
    const { id, state } = read.value;
    const ofCase = tokenIn(id, messaging.keys);
    const message = await stores.messages.find(id);
    if (ofCase !== undefined) await noteStop(ofCase, state, tools);
    if (message) await note(message, state, tools);
    res.status(204).end();
  }
  return sent;
}

async function note(message: Message, state: ReportState, tools: MessagingTools): Promise<void> {
  const { stores } = tools;
  if (state !== 'delivered') await noteStop(await tokenFor(message, tools), state, tools);
  const isAhead = ['handed', 'handing', 'unknown', 'due', 'delivered'].includes(message.state);
  if (isAhead) await stores.messages.change(message, { state });
}

async function noteStop(
  token: string | undefined,
  state: ReportState,
  { stores }: MessagingTools,
): Promise<void> {
  if (token === undefined || state === 'delivered') return;
  await stores.messages.stop(token, state === 'bounced' ? 'bounced' : 'asked');
}

async function tokenFor({ mailingId, slot }: Message, tools: MessagingTools): Promise<string | undefined> {
  const { stores, messaging } = tools;
  const mailing = await stores.mailings.find(mailingId);
  const frame = mailing && (await stores.frames.find(mailing.roundId));
  const channel = messaging.channels.find(({ id }) => id === mailing?.channelId);
  if (!mailing || !frame || !channel || frame.erasedAt || frame.listId !== mailing.listId) return undefined;
  const keys = messaging.keys;
  const people = await peopleOf(frame, tools);
  const all = await recipientsOf(frame, people, mailing, { kind: channel.kind, keys });
  const found = all.find((one) => one.slot === slot);
  return found && keys.stopToken(found.to);
}
