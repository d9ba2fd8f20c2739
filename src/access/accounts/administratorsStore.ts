import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';

export const administratorsPlan: CollectionPlan = { name: 'administrators', schemaVersion: 1 };

interface AdministratorsDocument {
  readonly _id: string;
  readonly accountIds: readonly string[];
}

const schema = new Schema<AdministratorsDocument>(
  { _id: String, accountIds: [String] },
  { strict: 'throw', versionKey: false },
);

/**
 * The accounts that administer the whole installation with no end date, in one document, so that two administrators who
 * remove each other's role at the same moment cannot both succeed. An account is added after it gets the role and
 * removed before it loses it: a crash between the two leaves one too few in the list, never one too many.
 */
export function administratorsStore(connection: Connection) {
  const lists = connection.model('Administrators', schema, administratorsPlan.name);
  const _id = 'administrators';
  return {
    async add(accountId: string): Promise<void> {
      await lists.updateOne({ _id }, { $addToSet: { accountIds: accountId } }, { upsert: true });
    },
    /** @returns false when no administrator would be left */
    async take(accountId: string): Promise<boolean> {
      const others = { _id, accountIds: { $elemMatch: { $ne: accountId } } };
      const { matchedCount } = await lists.updateOne(others, { $pull: { accountIds: accountId } });
      return matchedCount === 1;
    },
  };
}
export type AdministratorsStore = ReturnType<typeof administratorsStore>;
