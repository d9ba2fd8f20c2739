import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';

export const kioskKeyPlan: CollectionPlan = { name: 'kioskKey', schemaVersion: 1 };

/** Which key the kiosks of the installation seal to: the name of its file, not the key. */
export function kioskKeyStore(connection: Connection) {
  const keys = connection.collection<{ _id: string; keyId: string }>(kioskKeyPlan.name);
  return {
    async find(): Promise<string | undefined> {
      return (await keys.findOne({ _id: 'kiosk' }))?.keyId;
    },
    /** @returns the key in force: the given one, or that of a process that was faster */
    async claim(keyId: string): Promise<string> {
      const held = await keys.findOneAndUpdate(
        { _id: 'kiosk' },
        { $setOnInsert: { keyId } },
        { upsert: true, returnDocument: 'after' },
      );
      return held!.keyId;
    },
  };
}
export type KioskKeyStore = ReturnType<typeof kioskKeyStore>;
