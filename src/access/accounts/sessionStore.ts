import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { ProviderSession, Session } from './session.ts';

export const sessionsPlan: CollectionPlan = {
  name: 'sessions',
  schemaVersion: 1,
  indexes: [{ keys: { accountId: 1 } }],
};

const schema = new Schema<Stored<Session>>(
  {
    _id: String,
    accountId: { type: String, required: true },
    stage: { type: String, required: true },
    startedAt: { type: Date, required: true },
    seenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    device: { type: String, required: true },
    unitId: String,
    provider: {
      type: new Schema(
        { issuer: String, subject: String, sid: String, idToken: String, hasSecondFactor: Boolean },
        { _id: false },
      ),
    },
  },
  { strict: 'throw', versionKey: false },
);

export function sessionStore(connection: Connection) {
  const sessions = connection.model('Session', schema, sessionsPlan.name);
  return {
    async add(session: Session): Promise<void> {
      await sessions.insertOne(toDocument(session));
    },
    /** @returns undefined when it has ended, whether or not the store has deleted it */
    async find(sessionId: string, now: Date): Promise<Session | undefined> {
      const document = await sessions.findById(sessionId).lean<Stored<Session>>();
      return document && now < document.expiresAt ? fromDocument<Session>(document) : undefined;
    },
    async markSeen(sessionId: string, seenAt: Date, expiresAt: Date): Promise<void> {
      await sessions.updateOne({ _id: sessionId }, { $set: { seenAt, expiresAt } });
    },
    async chooseUnit(sessionId: string, unitId: string | undefined): Promise<void> {
      await sessions.updateOne(
        { _id: sessionId },
        unitId === undefined ? { $unset: { unitId: 1 } } : { $set: { unitId } },
      );
    },
    /** Open sessions, most recently used first. */
    async listOfAccount(accountId: string, now: Date): Promise<readonly Session[]> {
      const documents = await sessions
        .find({ accountId, stage: 'open', expiresAt: { $gt: now } })
        .sort({ seenAt: -1 })
        .lean<Stored<Session>[]>();
      return documents.map(fromDocument);
    },
    /** Sessions that began at a provider: one session of the provider, or all of a person there. */
    async listOfProvider(
      of: Pick<ProviderSession, 'issuer' | 'sid'> & { readonly subject?: string | undefined },
    ): Promise<readonly Session[]> {
      const filter = Object.fromEntries(
        Object.entries(of).flatMap(([name, value]) =>
          value === undefined ? [] : [[`provider.${name}`, value]],
        ),
      );
      return (await sessions.find(filter).lean<Stored<Session>[]>()).map(fromDocument);
    },
    /** By the program's clock, like everything about sessions; the store's clock may differ. */
    async removeExpired(now: Date): Promise<void> {
      await sessions.deleteMany({ expiresAt: { $lte: now } });
    },
    async end(sessionId: string): Promise<void> {
      await sessions.deleteOne({ _id: sessionId });
    },
    /** @param which only this one, all but this one, or all */
    async endOfAccount(accountId: string, which: { only?: string; except?: string } = {}): Promise<void> {
      await sessions.deleteMany({
        accountId,
        ...(which.only === undefined ? {} : { _id: which.only }),
        ...(which.except === undefined ? {} : { _id: { $ne: which.except } }),
      });
    },
  };
}
export type SessionStore = ReturnType<typeof sessionStore>;
