/** Whom a mailing reaches, and what it costs. */
import { codeHash, oneTimeCode } from '../../collection/codes/code.ts';
import type { Channel } from '../../platform/messages/messaging.ts';
import type { Frame } from '../frames/frame.ts';
import { peopleOf } from '../frames/frameAccess.ts';
import type { Mailing, MessageState } from './mailing.ts';
import { batchIdsOf, parametersReader, type MessagingTools } from './parameters.ts';
import { batchesLookedInto, recipientsOf, type Recipient } from './recipients.ts';
import { partsOf, wordingFor } from '../../platform/messages/template.ts';
import type { Round } from '../../design/rounds/round.ts';

type Draft = Pick<Mailing, 'addressField' | 'languageField' | 'wordings' | 'number' | 'roundId'>;

export interface Prepared {
  readonly recipients: readonly Recipient[];
  /** People without an address, and those who are to get nothing more. */
  readonly without: number;
  readonly stopped: number;
  readonly usedBy: Readonly<Record<string, number>>;
}

/** States of the message before after which a person gets no further one. */
const reachesNobody: readonly MessageState[] = ['bounced', 'stopped', 'refused'];

export async function prepare(
  draft: Draft,
  frame: Frame,
  channel: Channel,
  tools: MessagingTools,
): Promise<Prepared> {
  const { stores, messaging } = tools;
  const { kind } = channel;
  const people = await peopleOf(frame, tools);
  const all = await recipientsOf(frame, people, draft, { kind, keys: messaging.keys });
  const drawn = frame.strata.reduce((sum, stratum) => sum + stratum.drawn, 0);
  const token = ({ to }: Recipient): string => messaging.keys.stopToken(to);
  const stopped = await stores.messages.stopped(all.map(token));
  const open = all.filter((one) => !stopped.has(token(one)));
  const counts = { without: drawn - all.length, stopped: all.length - open.length };
  const before = draft.number === 0 ? undefined : await mailingBefore(draft, tools);
  if (!before) return { recipients: open, ...counts, usedBy: {} };
  const reached = new Set(
    (await stores.messages.listOf(before.id))
      .filter(({ state }) => !reachesNobody.includes(state))
      .map(({ slot }) => slot),
  );
  const { usedBy, isUsed } = await lookIntoCodes(frame, before, tools);
  const recipients = open.filter((one) => reached.has(one.slot) && !isUsed(one));
  return { recipients, ...counts, usedBy };
}

/** The mailing that a reminder follows. */
async function mailingBefore(
  { roundId, number }: Pick<Mailing, 'roundId' | 'number'>,
  { stores }: Pick<MessagingTools, 'stores'>,
): Promise<Mailing | undefined> {
  const sent = (await stores.mailings.listOfRound(roundId)).filter(({ state }) => isSent(state));
  return sent.findLast((one) => one.number === number - 1);
}

export function isSent(state: Mailing['state']): boolean {
  return state === 'agreed' || state === 'sending' || state === 'done' || state === 'ended';
}

async function lookIntoCodes(frame: Frame, before: Mailing, { stores, codeKeys }: MessagingTools) {
  const batchIds = batchIdsOf(frame);
  const marks = new Map(
    await Promise.all(batchIds.map(async (id) => [id, await stores.codes.usedMarks(id)] as const)),
  );
  const used = new Map([...marks].map(([id, found]) => [id, found.size]));
  const lookedInto = batchesLookedInto({ used, usedBefore: before.usedBy ?? {} });
  const isUsed = ({ batchId, serial }: Recipient): boolean =>
    batchId in lookedInto &&
    marks.get(batchId)!.has(codeHash(oneTimeCode(batchId, serial, codeKeys), codeKeys));
  return { usedBy: { ...before.usedBy, ...lookedInto }, isUsed };
}

/** What the messages cost at most; each text is counted as its recipient gets it. */
export async function costOf(
  recipients: readonly Recipient[],
  { wordings }: Pick<Mailing, 'wordings'>,
  channel: Channel,
  { round, frame, tools }: { readonly round: Round; readonly frame: Frame; readonly tools: MessagingTools },
): Promise<{ readonly parts: number; readonly costDong: number }> {
  const read = await parametersReader(round, batchIdsOf(frame), tools);
  const counted = recipients.map((one) =>
    partsOf(wordingFor(wordings, one.language), read(one), channel.kind),
  );
  const parts = counted.reduce((sum, count) => sum + count, 0);
  return { parts, costDong: Math.ceil(parts * channel.priceDong) };
}
