import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import type { EnteredItem, EnteredItems } from './entered.ts';

export const enteredItemsPlan: CollectionPlan = {
  name: 'enteredItems',
  schemaVersion: 1,
  indexes: [{ keys: { year: 1 } }, outboxIndex],
};

interface EnteredDocument extends WithOutbox {
  /** Unit and year. */
  readonly _id: string;
  readonly unitId: string;
  readonly year: string;
  readonly item51?: EnteredItem;
  readonly item53?: EnteredItem;
}

const schema = new Schema<EnteredDocument>(
  {
    _id: String,
    unitId: { type: String, required: true },
    year: { type: String, required: true },
    item51: Schema.Types.Mixed,
    item53: Schema.Types.Mixed,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function enteredItemStore(connection: Connection) {
  const items = connection.model('EnteredItems', schema, enteredItemsPlan.name);
  return {
    /** The items of a year, by unit. */
    async list(year: string): Promise<ReadonlyMap<string, EnteredItems>> {
      const documents = await items.find({ year }).lean<EnteredDocument[]>();
      return new Map(documents.map((document) => [document.unitId, itemsOf(document)]));
    },
    /** Replaces the stored items; an undefined item is removed. */
    async put(unitId: string, year: string, entered: EnteredItems, entry: AuditEntry): Promise<void> {
      const fields = { item51: entered['5.1'], item53: entered['5.3'] };
      const kept = Object.entries(fields).filter(([, item]) => item !== undefined);
      const gone = Object.entries(fields).filter(([, item]) => item === undefined);
      await items.updateOne(
        { _id: `${unitId} ${year}` },
        {
          $set: { unitId, year, ...Object.fromEntries(kept) },
          ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map(([name]) => [name, ''])) } : {}),
          $push: { outbox: entry },
        },
        { upsert: true },
      );
    },
  };
}

function itemsOf({ item51, item53 }: EnteredDocument): EnteredItems {
  return { ...(item51 && { '5.1': item51 }), ...(item53 && { '5.3': item53 }) };
}
