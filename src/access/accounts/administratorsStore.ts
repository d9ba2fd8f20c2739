import type { Connection } from 'mongoose';
import { collection } from '../../platform/storage/collection.ts';

/**
 * The accounts that administer the whole installation with no end date, in one document, so that two administrators who
 * remove each other's role at the same moment cannot both succeed. An account is added after it gets the role and
 * removed before it loses it: a crash between the two leaves one too few in the list, never one too many.
 */
export const administratorsCollection = collection<{
  readonly id: string;
  readonly accountIds: readonly string[];
}>({ name: 'administrators', fields: { accountIds: [String] } });

export function administratorsStore(connection: Connection) {
  const { change, model } = administratorsCollection.open(connection);
  const id = 'administrators';
  return {
    async add(accountId: string): Promise<void> {
      await model.updateOne({ _id: id }, { $addToSet: { accountIds: accountId } }, { upsert: true });
    },
    /** @returns false when no administrator would be left */
    take: (accountId: string) =>
      change({ id, accountIds: { $elemMatch: { $ne: accountId } } }, { $pull: { accountIds: accountId } }),
  };
}
export type AdministratorsStore = ReturnType<typeof administratorsStore>;
