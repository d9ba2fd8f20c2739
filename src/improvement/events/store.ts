import type { Connection } from 'mongoose';
import { auditedCollection, type Audit } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import type { EventMessage } from './message.ts';
import type { Subscription } from './subscription.ts';

export const subscriptionsCollection = auditedCollection<Subscription>({
  name: 'subscriptions',
  fields: {
    unitId: String,
    label: String,
    types: [String],
    url: String,
    sealedKey: String,
    madeAt: Date,
    madeBy: Mixed,
    'endedAt?': Date,
    'failingSince?': Date,
    'restsUntil?': Date,
    'paused?': Mixed,
    'lookedOn?': String,
  },
});

export const eventMessagesCollection = collection<EventMessage>({
  name: 'eventMessages',
  indexes: [
    { keys: { subscriptionId: 1, recordedAt: -1 } },
    { keys: { subscriptionId: 1, nextAt: 1 } },
    { keys: { recordedAt: 1 } },
  ],
  fields: {
    subscriptionId: String,
    type: String,
    recordedAt: Date,
    body: String,
    attempts: Number,
    'nextAt?': Date,
    'outcome?': String,
    'lastAt?': Date,
    'lastStatus?': Number,
  },
});

export function subscriptionStore(connection: Connection) {
  const { add, change, find, list } = subscriptionsCollection.open(connection);
  const standing = { endedAt: { $exists: false } };
  return {
    add,
    find,
    /** Subscriptions that have not ended, oldest first. */
    list: () => list(standing, { sort: { madeAt: 1, id: 1 } }),
    /** @returns false where it had ended before */
    end: (id: string, endedAt: Date, entry: AuditEntry) => change({ id, ...standing }, { endedAt }, entry),
    /** Notes how sending goes. @returns false where it is paused, has ended or does not exist */
    note: (
      id: string,
      after: Pick<Subscription, 'failingSince' | 'restsUntil' | 'paused'>,
      audit: Audit = 'unaudited',
    ) => change({ id, ...standing, paused: { $exists: false } }, after, audit),
    /** @returns false where it is not paused */
    resume: (id: string, entry: AuditEntry) =>
      change(
        { id, ...standing, paused: { $exists: true } },
        { paused: undefined, failingSince: undefined, restsUntil: undefined },
        entry,
      ),
    async look(id: string, lookedOn: string): Promise<void> {
      await change(id, { lookedOn }, 'unaudited');
    },
  };
}
export type SubscriptionStore = ReturnType<typeof subscriptionStore>;

export function eventMessageStore(connection: Connection) {
  const { addNew, change, changeAndFind, findOne, list, model, remove } =
    eventMessagesCollection.open(connection);
  return {
    /** @returns false where the message was recorded before */
    addNew,
    /** Which of these messages were recorded. */
    async knownOf(ids: readonly string[]): Promise<ReadonlySet<string>> {
      if (ids.length === 0) return new Set();
      return new Set((await list({ id: { $in: ids } })).map(({ id }) => id));
    },
    /** The log of a subscription, newest first. */
    log: (subscriptionId: string, limit: number) =>
      list({ subscriptionId }, { sort: { recordedAt: -1, id: 1 }, limit }),
    /** Oldest attempt first. */
    listDue: (
      subscriptionId: string,
      now: Date,
      { onlyTests, limit }: { readonly onlyTests: boolean; readonly limit: number },
    ) =>
      list(
        { subscriptionId, nextAt: { $lte: now }, ...(onlyTests && { type: 'test' }) },
        { sort: { nextAt: 1 }, limit },
      ),
    /** Counts an attempt. @returns the message; undefined where another process was quicker */
    claim: ({ id, attempts, nextAt }: EventMessage, after: Partial<Omit<EventMessage, 'id'>>) =>
      changeAndFind({ id, attempts, nextAt: nextAt! }, after),
    /** Notes the response to the attempt that `claim` counted. */
    async note({ id, attempts }: EventMessage, after: Partial<Omit<EventMessage, 'id'>>): Promise<void> {
      await change({ id, attempts }, after);
    },
    /** Sends a message again, or each that was given up. @returns how many */
    async sendAgain(subscriptionId: string, messageId: string | undefined, now: Date): Promise<number> {
      const which = messageId === undefined ? { outcome: 'givenUp' as const } : { _id: messageId };
      const again = { $set: { attempts: 0, nextAt: now }, $unset: { outcome: '' } };
      return (await model.updateMany({ subscriptionId, ...which }, again)).modifiedCount;
    },
    /** Writes only where there is something to erase: a write wakes the task that calls it. */
    async eraseBefore(at: Date): Promise<void> {
      const old = { recordedAt: { $lt: at } };
      if (await findOne(old)) await remove(old);
    },
  };
}
export type EventMessageStore = ReturnType<typeof eventMessageStore>;
