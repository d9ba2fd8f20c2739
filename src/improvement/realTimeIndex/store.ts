import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { EnteredItem, EnteredItems } from './entered.ts';

interface StoredItems {
  /** Unit and year. */
  readonly id: string;
  readonly unitId: string;
  readonly year: string;
  readonly item51?: EnteredItem | undefined;
  readonly item53?: EnteredItem | undefined;
}

export const enteredItemsCollection = auditedCollection<StoredItems>({
  name: 'enteredItems',
  indexes: [{ keys: { year: 1 } }],
  fields: { unitId: String, year: String, 'item51?': Mixed, 'item53?': Mixed },
});

export function enteredItemStore(connection: Connection) {
  const { list, put } = enteredItemsCollection.open(connection);
  return {
    /** The items of a year, by unit. */
    async list(year: string): Promise<ReadonlyMap<string, EnteredItems>> {
      return new Map((await list({ year })).map((items) => [items.unitId, itemsOf(items)]));
    },
    /** Replaces the stored items; an undefined item is removed. */
    put: (unitId: string, year: string, entered: EnteredItems, entry: AuditEntry) =>
      put({ id: `${unitId} ${year}`, unitId, year, item51: entered['5.1'], item53: entered['5.3'] }, entry),
  };
}

function itemsOf({ item51, item53 }: StoredItems): EnteredItems {
  return { ...(item51 && { '5.1': item51 }), ...(item53 && { '5.3': item53 }) };
}
