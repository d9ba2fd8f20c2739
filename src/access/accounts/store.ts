import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { changedMeanwhile, identityTaken, type Account, type Identity } from './account.ts';

export const accountsPlan: CollectionPlan = {
  name: 'accounts',
  schemaVersion: 1,
  indexes: [
    { keys: { name: 1 }, unique: true },
    { keys: { isFirst: 1 }, unique: true, partialFilterExpression: { isFirst: true } },
    { keys: { 'link.hash': 1 } },
    { keys: { 'passkeys.id': 1 } },
    {
      keys: { 'identity.issuer': 1, 'identity.subject': 1 },
      unique: true,
      partialFilterExpression: { 'identity.issuer': { $exists: true } },
    },
    outboxIndex,
  ],
};

/** Incremented by every change, so that two changes based on the same state are not both applied. */
interface Versioned {
  readonly version: number;
}
type AccountDocument = Stored<Account> & Versioned & WithOutbox;

const schema = new Schema<AccountDocument>(
  {
    _id: String,
    name: { type: String, required: true },
    fullName: { type: String, required: true },
    email: String,
    language: { type: String, required: true },
    grants: [
      {
        _id: false,
        id: { type: String, required: true },
        role: { type: String, required: true },
        unitId: String,
        from: { type: String, required: true },
        to: String,
        group: String,
      },
    ],
    passwordHash: String,
    passwordReach: { type: [String], default: undefined },
    link: {
      type: new Schema(
        { hash: String, expiresAt: Date, reach: { type: [String], default: undefined } },
        { _id: false },
      ),
    },
    offeredSecret: Buffer,
    secondFactor: {
      type: new Schema({ secret: Buffer, lastStep: Number, recoveryHashes: [String] }, { _id: false }),
    },
    passkeys: {
      type: [
        new Schema(
          { id: String, publicKey: Buffer, counter: Number, label: String, madeAt: Date },
          { _id: false, id: false },
        ),
      ],
      default: undefined,
    },
    identity: {
      type: new Schema(
        { issuer: String, subject: String, linkedAt: Date, reach: { type: [String], default: undefined } },
        { _id: false },
      ),
    },
    lastSignInAt: Date,
    closedAt: Date,
    isFirst: Boolean,
    version: { type: Number, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

/**
 * A change of an account, with the action to be logged. A field given as undefined is removed; an action that changes
 * nothing stored here, such as signing out, leaves `set` empty.
 */
export interface AccountChange {
  readonly set: {
    readonly [Field in keyof Omit<Account, 'id' | 'name' | 'isFirst'>]?: Account[Field] | undefined;
  };
  readonly entry?: AuditEntry | undefined;
}

/** How often a change is recomputed after a concurrent one. */
const triesMax = 10;

export function accountStore(connection: Connection) {
  const accounts = connection.model('Account', schema, accountsPlan.name);

  async function findOne(filter: Record<string, unknown>): Promise<AccountDocument | undefined> {
    return (await accounts.findOne(filter).lean<AccountDocument>()) ?? undefined;
  }

  async function findBy(filter: Record<string, unknown>): Promise<Account | undefined> {
    const document = await findOne(filter);
    return document && accountOf(document);
  }

  async function updateOne(filter: Pick<AccountDocument, '_id' | 'version'>, change: AccountChange) {
    try {
      return await accounts.updateOne(filter, updateOf(change));
    } catch (error) {
      throw isDuplicateKey(error) ? identityTaken() : error;
    }
  }

  return {
    /** @returns false when the name or the identity is taken, or when there already is a first account */
    async add(account: Account, entry: AuditEntry): Promise<boolean> {
      try {
        await accounts.insertOne({ ...toDocument(account), version: 1, outbox: [entry] });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    find: (accountId: string) => findBy({ _id: accountId }),
    findByName: (name: string) => findBy({ name }),
    findByPasskey: (passkeyId: string) => findBy({ 'passkeys.id': passkeyId }),
    findByIdentity: ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>) =>
      findBy({ 'identity.issuer': issuer, 'identity.subject': subject }),
    findByLink: (linkHash: string) => findBy({ 'link.hash': linkHash }),
    async isEmpty(): Promise<boolean> {
      return (await findOne({})) === undefined;
    },
    async list(): Promise<readonly Account[]> {
      const documents = await accounts.find().sort({ name: 1 }).lean<AccountDocument[]>();
      return documents.map(accountOf);
    },
    /**
     * Changes an account, with its audit entry, in one write.
     *
     * @param decide returns the change for the current state, or undefined to leave the account as it is; called again
     * after a concurrent change
     * @returns the changed account; undefined when there is none, or nothing was changed
     * @throws Problem conflict when others keep changing it, or another account has the identity, and whatever `decide`
     *   throws
     */
    async change(
      accountId: string,
      decide: (account: Account) => AccountChange | undefined,
    ): Promise<Account | undefined> {
      for (let tries = 0; tries < triesMax; tries++) {
        const document = await findOne({ _id: accountId });
        if (!document) return undefined;
        const change = decide(accountOf(document));
        if (!change) return undefined;
        const { _id, version } = document;
        const { matchedCount } = await updateOne({ _id, version }, change);
        if (matchedCount === 1) return { ...accountOf(document), ...change.set } as Account;
      }
      throw changedMeanwhile();
    },
  };
}
export type AccountStore = ReturnType<typeof accountStore>;

function updateOf({ set, entry }: AccountChange) {
  const fields = Object.entries(set);
  const given = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  const taken = Object.fromEntries(
    fields.filter(([, value]) => value === undefined).map(([name]) => [name, 1 as const]),
  );
  return {
    ...(Object.keys(given).length > 0 ? { $set: given } : {}),
    ...(Object.keys(taken).length > 0 ? { $unset: taken } : {}),
    $inc: { version: 1 },
    ...(entry ? { $push: { outbox: entry } } : {}),
  };
}

function accountOf(document: AccountDocument): Account {
  const { version: _version, outbox: _outbox, offeredSecret, secondFactor, passkeys, ...rest } = document;
  return {
    ...fromDocument<Account>(rest),
    ...(offeredSecret ? { offeredSecret: Buffer.from(offeredSecret.buffer) } : {}),
    ...(secondFactor
      ? { secondFactor: { ...secondFactor, secret: Buffer.from(secondFactor.secret.buffer) } }
      : {}),
    ...(passkeys
      ? {
          passkeys: passkeys.map((passkey) => ({
            ...passkey,
            publicKey: Buffer.from(passkey.publicKey.buffer),
          })),
        }
      : {}),
  };
}
