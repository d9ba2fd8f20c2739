import type { Connection } from 'mongoose';
import { auditedCollection } from '../audit/auditedStore.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import type { NewValues } from '../../platform/storage/openCollection.ts';
import { changedMeanwhile, identityTaken, type Account, type Identity } from './account.ts';

/** Incremented by every change, so that two changes based on the same state are not both applied. */
interface Versioned {
  readonly version: number;
}

export const accountsCollection = auditedCollection<Account, Versioned>({
  name: 'accounts',
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
  ],
  fields: {
    name: String,
    fullName: String,
    'email?': String,
    language: String,
    grants: [{ id: String, role: String, 'unitId?': String, from: String, 'to?': String, 'group?': String }],
    'passwordHash?': String,
    'passwordReach?': [String],
    'link?': { hash: String, expiresAt: Date, 'reach?': [String] },
    'offeredSecret?': Buffer,
    'secondFactor?': { secret: Buffer, lastStep: Number, recoveryHashes: [String] },
    'passkeys?': [{ id: String, publicKey: Buffer, counter: Number, label: String, madeAt: Date }],
    'identity?': { issuer: String, subject: String, linkedAt: Date, 'reach?': [String] },
    'lastSignInAt?': Date,
    'closedAt?': Date,
    'isFirst?': Boolean,
  },
  storedOnly: { version: Number },
});

/**
 * A change of an account, with the action to be logged; an action that changes nothing stored here, such as signing
 * out, leaves `set` empty.
 */
export interface AccountChange {
  readonly set: NewValues<Omit<Account, 'name' | 'isFirst'>>;
  readonly entry?: AuditEntry | undefined;
}

/** How often a change is recomputed after a concurrent one. */
const triesMax = 10;

export function accountStore(connection: Connection) {
  const { addNew, change, find, findOne, list, model, nounOf } = accountsCollection.open(connection);
  return {
    /** @returns false when the name or the identity is taken, or when there already is a first account */
    add: (account: Account, entry: AuditEntry) => addNew({ ...account, version: 1 }, entry),
    find,
    findByName: (name: string) => findOne({ name }),
    findByPasskey: (passkeyId: string) => findOne({ 'passkeys.id': passkeyId }),
    findByIdentity: ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>) =>
      findOne({ 'identity.issuer': issuer, 'identity.subject': subject }),
    findByLink: (linkHash: string) => findOne({ 'link.hash': linkHash }),
    async isEmpty(): Promise<boolean> {
      return (await findOne({})) === undefined;
    },
    list: () => list({}, { sort: { name: 1 } }),
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
        const document = await model.findById(accountId).lean();
        if (!document) return undefined;
        const account = nounOf(document);
        const decided = decide(account);
        if (!decided) return undefined;
        const { set, entry = 'unaudited' } = decided;
        const { version } = document;
        const isChanged = await change(
          { id: accountId, version },
          { ...set, version: version + 1 },
          entry,
        ).catch((error: unknown) => {
          throw isDuplicateKey(error) ? identityTaken() : error;
        });
        if (isChanged) return { ...account, ...set };
      }
      throw changedMeanwhile();
    },
  };
}
export type AccountStore = ReturnType<typeof accountStore>;
