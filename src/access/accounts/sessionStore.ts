import type { Connection } from 'mongoose';
import { collection } from '../../platform/storage/collection.ts';
import type { ProviderSession, Session } from './session.ts';

export const sessionsCollection = collection<Session>({
  name: 'sessions',
  indexes: [{ keys: { accountId: 1 } }],
  fields: {
    accountId: String,
    stage: String,
    startedAt: Date,
    seenAt: Date,
    expiresAt: Date,
    device: String,
    'unitId?': String,
    'provider?': {
      issuer: String,
      subject: String,
      'sid?': String,
      idToken: String,
      hasSecondFactor: Boolean,
    },
  },
});

export function sessionStore(connection: Connection) {
  const { add, change, find, list, remove } = sessionsCollection.open(connection);
  return {
    add,
    /** @returns undefined when it has ended, whether or not the store has deleted it */
    async find(sessionId: string, now: Date): Promise<Session | undefined> {
      const session = await find(sessionId);
      return session && now < session.expiresAt ? session : undefined;
    },
    async markSeen(sessionId: string, seenAt: Date, expiresAt: Date): Promise<void> {
      await change(sessionId, { seenAt, expiresAt });
    },
    async chooseUnit(sessionId: string, unitId: string | undefined): Promise<void> {
      await change(sessionId, { unitId });
    },
    /** Open sessions, most recently used first. */
    listOfAccount: (accountId: string, now: Date) =>
      list({ accountId, stage: 'open', expiresAt: { $gt: now } }, { sort: { seenAt: -1 } }),
    /** Sessions that began at a provider: one session of the provider, or all of a person there. */
    listOfProvider: (
      of: Pick<ProviderSession, 'issuer' | 'sid'> & { readonly subject?: string | undefined },
    ) => {
      const given = Object.entries(of).filter(([, value]) => value !== undefined);
      return list(Object.fromEntries(given.map(([name, value]) => [`provider.${name}`, value])));
    },
    /** By the program's clock, like everything about sessions; the store's clock may differ. */
    async removeExpired(now: Date): Promise<void> {
      await remove({ expiresAt: { $lte: now } });
    },
    async end(sessionId: string): Promise<void> {
      await remove(sessionId);
    },
    /** @param which only this one, all but this one, or all */
    async endOfAccount(accountId: string, which: { only?: string; except?: string } = {}): Promise<void> {
      await remove({
        accountId,
        ...(which.only === undefined ? {} : { id: which.only }),
        ...(which.except === undefined ? {} : { id: { $ne: which.except } }),
      });
    },
  };
}
export type SessionStore = ReturnType<typeof sessionStore>;
