import type { Connection } from 'mongoose';
import { collection } from '../../platform/storage/collection.ts';
import type { SavedView } from './savedView.ts';

export const savedViewsCollection = collection<SavedView>({
  name: 'savedViews',
  indexes: [{ keys: { accountId: 1 } }, { keys: { isShared: 1 } }],
  fields: {
    accountId: String,
    name: String,
    address: String,
    'unitId?': String,
    isShared: Boolean,
    savedAt: Date,
  },
});

export function savedViewStore(connection: Connection) {
  const { add, change, find, list, remove } = savedViewsCollection.open(connection);
  return {
    add,
    find,
    listOfAccount: (accountId: string) => list({ accountId }),
    listShared: () => list({ isShared: true }),
    async change(viewId: string, { name, isShared }: Pick<SavedView, 'name' | 'isShared'>): Promise<void> {
      await change(viewId, { name, isShared });
    },
    async remove(viewId: string): Promise<void> {
      await remove(viewId);
    },
  };
}
