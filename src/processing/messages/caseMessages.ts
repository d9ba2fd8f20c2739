/**
 * Messages with the code of a finished case, for one-stop software. Which code a message carries, and to whom it goes, is
 * sealed by the key outside the database, and so is its id. A message is removed before the person can answer: when the
 * channel has it, or it is given up. What remains is a flag in the record of the batch, for all its cases together, so that
 * the time of a write discloses nothing about the time of a single message.
 */
import { createHmac } from 'node:crypto';
import type { HandedOut } from '../../collection/codes/handOut.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import type { AddressKeys } from '../../platform/messages/addressKeys.ts';
import { wordingFor } from '../../platform/messages/template.ts';
import type { Channel, Messaging } from '../../platform/messages/messaging.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Message } from './mailing.ts';
import { parametersReader, type Addressee, type MessagingTools, type Outgoing } from './parameters.ts';
import { addressIn } from './recipients.ts';

export interface CaseAddress {
  /** Id of a channel with wordings for cases. */
  readonly channel: string;
  readonly address: string;
  readonly language?: PageLanguage | undefined;
}

export interface WantedMessage {
  readonly handedOut: HandedOut;
  readonly to: CaseAddress;
}

/**
 * - `queued`: to be handed over; - `done`: it was, or was given up; - `stopped`: the person wants no more, or was not reached;
 * - `wrongAddress`: none that the channel takes
 */
export type CaseMessageState = 'queued' | 'done' | 'stopped' | 'wrongAddress';

export function takesCases(channel: Channel): boolean {
  return channel.cases !== undefined;
}

/** In place of a mailing. */
export const casesOf = ({ id }: Pick<Channel, 'id'>): string => `cases.${id}`;

/**
 * Keeps a message for each code, unless there was one before. The channels must take cases. A message may go out once its
 * case is marked; one that a concurrent request has kept, marked and sent meanwhile is taken back.
 *
 * @returns in the same order, what becomes of each message
 */
export async function queueForCases(
  wanted: readonly WantedMessage[],
  round: Round,
  { stores, messaging, now }: Pick<MessagingTools, 'stores' | 'messaging' | 'now'>,
): Promise<readonly CaseMessageState[]> {
  const { messages, codeHandouts } = stores;
  const all = wanted.map((one) => prepared(one, round, messaging));
  const there = await messages.there(all.map(({ id }) => id));
  const stopped = await messages.stopped(all.flatMap(({ token }) => token ?? []));
  const stateOf = ({ id, token, handedOut }: Prepared): CaseMessageState => {
    if (there.has(id)) return 'queued';
    if (handedOut.isMarked) return 'done';
    if (token === undefined) return 'wrongAddress';
    return stopped.has(token) ? 'stopped' : 'queued';
  };
  const queued = all.filter((one) => stateOf(one) === 'queued');
  const fresh = queued.filter(({ id }) => !there.has(id));
  await messages.addAll(fresh.map(({ message }) => message));
  const before = await codeHandouts.mark(queued.map(({ handedOut }) => handedOut));
  const late = fresh.filter(({ handedOut }) => before.has(handedOut.caseHash));
  await messages.takeBack(late.map(({ message }) => message));
  const from = new Date(Math.max(now().getTime(), round.opensAt.getTime()));
  await messages.release(
    queued.map(({ id }) => id),
    from,
  );
  return all.map(stateOf);
}

type Prepared = ReturnType<typeof prepared>;

function prepared({ handedOut, to }: WantedMessage, { closesAt }: Round, { keys, channels }: Messaging) {
  const channel = channels.find(({ id }) => id === to.channel)!;
  const address = addressIn(to.address, channel.kind);
  const id = messageId(handedOut, keys);
  const { batchId, serial } = handedOut;
  const content: Sealed = { to: address ?? '', language: to.language ?? 'vi', batchId, serial };
  const message: Message = {
    id,
    mailingId: casesOf(channel),
    state: 'due',
    attempts: 0,
    nextAt: closesAt, // never, until it is released
    sealed: keys.seal(JSON.stringify(content), id),
    eraseAt: closesAt,
  };
  return { id, handedOut, message, token: address && keys.stopToken(address) };
}

function messageId({ batchId, serial }: HandedOut, { pairing }: AddressKeys): string {
  return createHmac('sha256', pairing).update(`case/${batchId}/${serial}`).digest('base64url').slice(0, 32);
}

type Sealed = Pick<Addressee, 'to' | 'language' | 'batchId' | 'serial'>;

/** Of messages about cases, what is handed over; undefined where the round is over, or the key is another one. */
export function caseReader(
  tools: MessagingTools,
): (message: Message, channel: Channel) => Promise<Outgoing | undefined> {
  const { stores, messaging, now } = tools;
  const batches = new Map<string, ReturnType<typeof batchOf>>();
  const batchOf = async (batchId: string) => {
    const {
      roundId = '',
      unitId = '',
      serviceId,
    } = (await stores.accessPoints.find(batchId))?.revisions[0] ?? {};
    const round = await stores.rounds.find(roundId);
    if (!round || roundState(round, now()) === 'closed') return undefined;
    return { unitId, serviceId, parametersOf: await parametersReader(round, [batchId], tools) };
  };
  return async (message, { cases }) => {
    const sealed = opened(message, messaging.keys);
    if (!sealed || !cases) return undefined;
    const { batchId, to, language } = sealed;
    if (!batches.has(batchId)) batches.set(batchId, batchOf(batchId));
    const batch = await batches.get(batchId);
    if (!batch) return undefined;
    const parameters = batch.parametersOf({ ...batch, ...sealed });
    return { to, language, wording: wordingFor(cases, language), parameters };
  };
}

function opened({ id, sealed }: Message, keys: AddressKeys): Sealed | undefined {
  try {
    return sealed && (JSON.parse(keys.open(sealed, id)) as Sealed);
  } catch {
    return undefined; // the operator has another key now
  }
}

/** How a channel knows a message about a case: with the token of its address, which is stored nowhere. */
export const idWithToken = (id: string, token: string): string => `${id}.${token}`;

/** The token in such an id. */
export function tokenIn(id: string, keys: AddressKeys): string | undefined {
  const [, token = '', ...more] = id.split('.');
  return more.length === 0 && keys.isStopToken(token) ? token : undefined;
}
