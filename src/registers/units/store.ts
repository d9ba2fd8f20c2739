import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import { unitsThrough, type Succession } from './succession.ts';
import type { Unit } from './unit.ts';

const validity = { from: String, 'to?': String } as const;

export const unitsCollection = collection<Unit>({
  name: 'units',
  fields: {
    kind: String,
    validFrom: String,
    'validTo?': String,
    parents: [{ unitId: String, ...validity }],
    names: [{ text: Mixed, ...validity }],
    codes: [{ code: String, ...validity }],
  },
});

export const unitChangesCollection = auditedCollection<Succession>({
  name: 'unitChanges',
  fields: {
    on: String,
    'document?': Mixed,
    founded: [Mixed], // thousands, of which mongoose would make and check a document each: over a second
    changed: [{ unitId: String, 'name?': Mixed, 'code?': String, 'parentId?': String }],
    ended: [String],
    abolished: [String],
    inheritances: [{ fromId: String, toId: String, extent: String }],
    'undoes?': String,
    'sentAs?': Mixed,
    entered: Mixed,
  },
});

export function unitStore(connection: Connection) {
  const units = unitsCollection.open(connection);
  const changes = unitChangesCollection.open(connection);

  /** Units as entered, without later changes. */
  const listEntered = () => units.list({}, { sort: { id: 1 } });
  /** All changes, including undone ones, in the order in which they were stored. */
  const listChanges = () => changes.list({}, { sort: { id: 1 } });

  return {
    add: units.add,
    listEntered,
    listChanges,
    /** All units that ever existed, in the order of their ids, after the changes in force. */
    async list(): Promise<readonly Unit[]> {
      const [entered, kept] = await Promise.all([listEntered(), listChanges()]);
      if (kept.length === 0) return entered;
      return unitsThrough(entered, kept).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    },
    /** Identifies the state of the units; cheap enough to read on every page. */
    async lastChangeId(): Promise<string> {
      const last = await changes.model.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean<{ _id: string }>();
      return last?._id ?? '';
    },
    /** @throws a duplicate key error when a concurrent change has taken the number */
    addChange: changes.add,
  };
}
