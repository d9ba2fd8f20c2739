import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { isFinal, messageStates, type Mailing, type Message, type MessageState } from './mailing.ts';

export const mailingsCollection = auditedCollection<Mailing>({
  name: 'mailings',
  indexes: [{ keys: { roundId: 1, number: 1 } }, { keys: { state: 1 } }],
  fields: {
    roundId: String,
    listId: String,
    number: Number,
    channelId: String,
    addressField: String,
    'languageField?': String,
    wordings: Mixed,
    count: Number,
    costDong: Number,
    state: String,
    madeBy: Mixed,
    madeAt: Date,
    'decidedBy?': Mixed,
    'usedBy?': Mixed,
    'counts?': Mixed,
    version: Number,
  },
});

/** Clustered, so that the order of what happened to messages is not the order on the disk. */
export const messagesCollection = collection<Message>({
  name: 'messages',
  clustered: true,
  indexes: [{ keys: { mailingId: 1, state: 1, nextAt: 1 } }, { keys: { eraseAt: 1 }, expireAfterSeconds: 0 }],
  fields: {
    mailingId: String,
    'slot?': Number,
    'sealed?': Buffer,
    'eraseAt?': Date,
    state: String,
    attempts: Number,
    nextAt: Date,
  },
});

interface Stop {
  /** Token of the address (addressKeys.ts). */
  readonly id: string;
  readonly why: 'asked' | 'bounced';
}

/** No time: it would lead from an address to what else happened then. */
export const messageStopsCollection = collection<Stop>({
  name: 'messageStops',
  clustered: true,
  fields: { why: String },
});

export function mailingStore(connection: Connection) {
  const { add, change, find, list } = mailingsCollection.open(connection);
  return {
    add,
    find,
    /** Newest first, without those that were discarded. */
    listOfRound: (roundId: string) =>
      list({ roundId, state: { $ne: 'discarded' } }, { sort: { number: -1, madeAt: -1 } }),
    /** For a second account, oldest first. */
    listWaiting: () => list({ state: 'waiting' }, { sort: { madeAt: 1, id: 1 } }),
    /** With something to do for the leader, oldest first. */
    listActive: () =>
      list({ state: { $in: ['agreed', 'sending', 'done', 'ended'] } }, { sort: { madeAt: 1, id: 1 } }),
    /** @returns false when somebody has changed it meanwhile */
    change: (
      { id, version }: Mailing,
      changes: Partial<Pick<Mailing, 'state' | 'decidedBy' | 'usedBy' | 'counts'>>,
      entry?: AuditEntry,
    ) => change({ id, version }, { ...changes, version: version + 1 }, entry ?? 'unaudited'),
  };
}

export function messageStore(connection: Connection) {
  const messages = messagesCollection.open(connection);
  const stops = messageStopsCollection.open(connection);
  return {
    ...caseFunctions(messages),
    /** Those that are not there yet. */
    async addAll(all: readonly Message[]): Promise<void> {
      for (let start = 0; start < all.length; start += 500) {
        const documents = all.slice(start, start + 500).map(({ id, ...rest }) => ({ _id: id, ...rest }));
        await messages.model.collection
          .insertMany(documents as never, { ordered: false })
          .catch((error: unknown) => {
            if (!isDuplicateKey(error)) throw error;
          });
      }
    },
    find: messages.find,
    listOf: (mailingId: string) => messages.list({ mailingId }, { sort: { slot: 1 } }),
    listDue: (mailingId: string, now: Date, limit: number) =>
      messages.list(
        { mailingId, state: 'due', nextAt: { $lte: now } },
        { sort: { nextAt: 1, id: 1 }, limit },
      ),
    listHanding: (mailingId: string) => messages.list({ mailingId, state: 'handing' }),
    /**
     * A message about a case is removed by its last state, with its address.
     *
     * @returns false when another process has changed it
     */
    async change(
      { id, state, attempts, eraseAt }: Message,
      changes: Partial<Pick<Message, 'state' | 'attempts' | 'nextAt'>>,
    ): Promise<boolean> {
      return eraseAt && isFinal(changes.state ?? state)
        ? (await messages.remove({ id, state, attempts })) > 0
        : await messages.change({ id, state, attempts }, changes);
    },
    async counts(mailingId: string): Promise<Readonly<Record<MessageState, number>>> {
      const counted = messageStates.map(
        async (state) => [state, await messages.count({ mailingId, state })] as const,
      );
      return Object.fromEntries(await Promise.all(counted)) as Record<MessageState, number>;
    },
    remove: (mailingId: string) => messages.remove({ mailingId }),
    async stop(token: string, why: Stop['why']): Promise<void> {
      await stops.addNew({ id: token, why });
    },
    /** Of these tokens, those that get nothing. */
    async stopped(tokens: readonly string[]): Promise<ReadonlySet<string>> {
      const found = await stops.list({ id: { $in: [...tokens] } });
      return new Set(found.map(({ id }) => id));
    },
  };
}
/** What only messages about cases need. */
function caseFunctions(messages: ReturnType<typeof messagesCollection.open>) {
  return {
    /** Of these, those that are there. */
    there: async (ids: readonly string[]): Promise<ReadonlySet<string>> =>
      new Set((await messages.list({ id: { $in: [...ids] } })).map(({ id }) => id)),
    /** Lets messages that were not tried yet go out from then on. */
    async release(ids: readonly string[], nextAt: Date): Promise<void> {
      await messages.model.updateMany(
        { _id: { $in: [...ids] }, state: 'due', attempts: 0 },
        { $set: { nextAt } },
      );
    },
    /** Removes messages that were kept for nothing, unless another process kept them. */
    async takeBack(kept: readonly Message[]): Promise<void> {
      for (const { id, sealed } of kept) await messages.remove({ id, sealed: sealed! });
    },
  };
}
export type MailingStore = ReturnType<typeof mailingStore>;
export type MessageStore = ReturnType<typeof messageStore>;
