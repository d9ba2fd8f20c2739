/** Stores API keys. Revoked and expired keys stay, since the audit refers to them. */
import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { ApiKey } from './apiKey.ts';

export const apiKeysPlan: CollectionPlan = {
  name: 'apiKeys',
  schemaVersion: 1,
  indexes: [{ keys: { hash: 1 }, unique: true }, { keys: { accountId: 1 } }, outboxIndex],
};

type KeyDocument = Stored<ApiKey> & WithOutbox;

const schema = new Schema<KeyDocument>(
  {
    _id: String,
    hash: { type: String, required: true },
    accountId: { type: String, required: true },
    label: { type: String, required: true },
    permissions: { type: [String], required: true },
    madeAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    revokedAt: Date,
    lastUsedOn: String,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function apiKeyStore(connection: Connection) {
  const keys = connection.model('ApiKey', schema, apiKeysPlan.name);
  const list = async (filter: { readonly accountId?: string }): Promise<readonly ApiKey[]> => {
    const documents = await keys.find(filter).sort({ madeAt: -1, _id: 1 }).lean<KeyDocument[]>();
    return documents.map(keyOf);
  };
  return {
    async add(key: ApiKey, entry: AuditEntry): Promise<void> {
      await keys.insertOne({ ...toDocument(key), outbox: [entry] });
    },
    async find(keyId: string): Promise<ApiKey | undefined> {
      const document = await keys.findById(keyId).lean<KeyDocument>();
      return document ? keyOf(document) : undefined;
    },
    async findByHash(hash: string): Promise<ApiKey | undefined> {
      const document = await keys.findOne({ hash }).lean<KeyDocument>();
      return document ? keyOf(document) : undefined;
    },
    /** Newest first. */
    list: () => list({}),
    listOfAccount: (accountId: string) => list({ accountId }),
    /** Idempotent. */
    async revoke(keyId: string, revokedAt: Date, entry: AuditEntry): Promise<void> {
      await keys.updateOne(
        { _id: keyId, revokedAt: null },
        { $set: { revokedAt }, $push: { outbox: entry } },
      );
    },
    async markUsed(keyId: string, lastUsedOn: string): Promise<void> {
      await keys.updateOne({ _id: keyId }, { $set: { lastUsedOn } });
    },
  };
}

function keyOf({ outbox: _outbox, ...document }: KeyDocument): ApiKey {
  return fromDocument<ApiKey>(document);
}
