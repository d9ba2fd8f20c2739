/** Stores API keys. Revoked and expired keys stay, since the audit refers to them. */
import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import type { ApiKey } from './apiKey.ts';

export const apiKeysCollection = auditedCollection<ApiKey>({
  name: 'apiKeys',
  indexes: [{ keys: { hash: 1 }, unique: true }, { keys: { accountId: 1 } }],
  fields: {
    hash: String,
    accountId: String,
    label: String,
    permissions: [String],
    madeAt: Date,
    expiresAt: Date,
    'revokedAt?': Date,
    'lastUsedOn?': String,
  },
});

export function apiKeyStore(connection: Connection) {
  const { add, change, find, findOne, list } = apiKeysCollection.open(connection);
  const newestFirst = { sort: { madeAt: -1, id: 1 } } as const;
  return {
    add,
    find,
    findByHash: (hash: string) => findOne({ hash }),
    /** Newest first. */
    list: () => list({}, newestFirst),
    listOfAccount: (accountId: string) => list({ accountId }, newestFirst),
    /** Idempotent. */
    async revoke(keyId: string, revokedAt: Date, entry: AuditEntry): Promise<void> {
      await change({ id: keyId, revokedAt: null }, { revokedAt }, entry);
    },
    async markUsed(keyId: string, lastUsedOn: string): Promise<void> {
      await change(keyId, { lastUsedOn }, 'unaudited');
    },
  };
}
