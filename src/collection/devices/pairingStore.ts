import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { PairingCode } from './pairingCode.ts';

export const pairingCodesPlan: CollectionPlan = {
  name: 'pairingCodes',
  schemaVersion: 1,
  // The database does not expire old codes: an audit entry still waiting in the document would be lost with it.
  indexes: [outboxIndex],
};

type PairingDocument = Stored<PairingCode> & WithOutbox;

const schema = new Schema<PairingDocument>(
  {
    _id: String,
    accessPointId: { type: String, required: true },
    label: { type: String, required: true },
    madeBy: { type: Schema.Types.Mixed, required: true },
    expiresAt: { type: Date, required: true },
    usedBy: String,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function pairingStore(connection: Connection) {
  const codes = connection.model('PairingCode', schema, pairingCodesPlan.name);
  return {
    async add(code: PairingCode, entry: AuditEntry): Promise<void> {
      await codes.insertOne({ ...toDocument(code), outbox: [entry] });
    },
    /**
     * Uses up a code for one tablet, in one write.
     *
     * @returns undefined if this point has no such code, it has expired, or another tablet has used it
     */
    async use(
      codeId: string,
      { accessPointId, credentialHash, now }: { accessPointId: string; credentialHash: string; now: Date },
    ): Promise<PairingCode | undefined> {
      const used = await codes
        .findOneAndUpdate(
          { _id: codeId, accessPointId, expiresAt: { $gt: now }, usedBy: { $in: [null, credentialHash] } },
          { $set: { usedBy: credentialHash } },
          { returnDocument: 'after' },
        )
        .lean<PairingDocument>();
      if (!used) return undefined;
      const { outbox: _outbox, ...rest } = used;
      return fromDocument<PairingCode>(rest);
    },
  };
}
