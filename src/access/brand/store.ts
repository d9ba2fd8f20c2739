import type { Connection } from 'mongoose';
import { usualBrand, type Brand } from '../../platform/brand/brand.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import { auditedCollection, putVersion } from '../audit/auditedStore.ts';
import type { AuditEntry } from '../audit/entry.ts';

interface StoredBrand {
  readonly id: 'brand';
  readonly version: number;
  readonly brand: Brand;
}

export const brandCollection = auditedCollection<StoredBrand>({
  name: 'brand',
  fields: { version: Number, brand: Mixed },
});

const id = 'brand';

export function brandStore(connection: Connection) {
  const documents = brandCollection.open(connection);
  return {
    /** The brand in force, and how often it was changed. */
    async current(): Promise<{ readonly brand: Brand; readonly version: number }> {
      const found = await documents.find(id);
      return { brand: found?.brand ?? usualBrand, version: found?.version ?? 0 };
    },
    /** @returns false, without a change, when somebody else changed it after `version` */
    async put(brand: Brand, version: number, entry: AuditEntry): Promise<boolean> {
      return await putVersion(documents, { id, brand, version: version + 1 }, entry);
    },
  };
}
export type BrandStore = ReturnType<typeof brandStore>;
