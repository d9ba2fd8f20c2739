import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { SavedView } from './savedView.ts';

export const savedViewsPlan: CollectionPlan = {
  name: 'savedViews',
  schemaVersion: 1,
  indexes: [{ keys: { accountId: 1 } }, { keys: { isShared: 1 } }],
};

type ViewDocument = Stored<SavedView>;

const schema = new Schema<ViewDocument>(
  {
    _id: String,
    accountId: { type: String, required: true },
    name: { type: String, required: true },
    address: { type: String, required: true },
    unitId: String,
    isShared: { type: Boolean, required: true },
    savedAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export function savedViewStore(connection: Connection) {
  const views = connection.model('SavedView', schema, savedViewsPlan.name);
  const list = async (filter: object): Promise<readonly SavedView[]> =>
    (await views.find(filter).lean<ViewDocument[]>()).map((document) => fromDocument<SavedView>(document));
  return {
    async add(view: SavedView): Promise<void> {
      await views.insertOne(toDocument(view));
    },
    async find(viewId: string): Promise<SavedView | undefined> {
      const document = await views.findById(viewId).lean<ViewDocument>();
      return document ? fromDocument<SavedView>(document) : undefined;
    },
    listOfAccount: (accountId: string) => list({ accountId }),
    listShared: () => list({ isShared: true }),
    async change(viewId: string, { name, isShared }: Pick<SavedView, 'name' | 'isShared'>): Promise<void> {
      await views.updateOne({ _id: viewId }, { $set: { name, isShared } });
    },
    async remove(viewId: string): Promise<void> {
      await views.deleteOne({ _id: viewId });
    },
  };
}
