import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { PairingCode } from './pairingCode.ts';

/** The database does not expire old codes: an audit entry still waiting in the document would be lost with it. */
export const pairingCodesCollection = auditedCollection<PairingCode>({
  name: 'pairingCodes',
  fields: {
    accessPointId: String,
    label: String,
    madeBy: Mixed,
    expiresAt: Date,
    'pass?': Mixed,
    'usedBy?': String,
  },
});

export function pairingStore(connection: Connection) {
  const { add, changeAndFind } = pairingCodesCollection.open(connection);
  return {
    add,
    /**
     * Uses up a code for one tablet, in one write.
     *
     * @returns undefined if this point has no such code, it has expired, or another tablet has used it
     */
    use: (
      codeId: string,
      { accessPointId, credentialHash, now }: { accessPointId: string; credentialHash: string; now: Date },
    ) =>
      changeAndFind(
        { id: codeId, accessPointId, expiresAt: { $gt: now }, usedBy: { $in: [null, credentialHash] } },
        { usedBy: credentialHash },
        'unaudited',
      ),
  };
}
