import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { unitsThrough, type Succession } from './succession.ts';
import type { Unit } from './unit.ts';

export const unitsPlan: CollectionPlan = { name: 'units', schemaVersion: 1 };
export const unitChangesPlan: CollectionPlan = {
  name: 'unitChanges',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

const validity = { from: { type: String, required: true }, to: String };

const unitSchema = new Schema<Stored<Unit>>(
  {
    _id: String,
    kind: { type: String, required: true },
    validFrom: { type: String, required: true },
    validTo: String,
    parents: [{ _id: false, unitId: { type: String, required: true }, ...validity }],
    names: [{ _id: false, text: { type: Schema.Types.Mixed, required: true }, ...validity }],
    codes: [{ _id: false, code: { type: String, required: true }, ...validity }],
  },
  { strict: 'throw', versionKey: false },
);

type ChangeDocument = Stored<Succession> & WithOutbox;

const given = { code: String, parentId: String };
const changeSchema = new Schema<ChangeDocument>(
  {
    _id: String,
    on: { type: String, required: true },
    document: Schema.Types.Mixed,
    founded: [
      {
        _id: false,
        id: { type: String, required: true },
        kind: { type: String, required: true },
        name: { type: Schema.Types.Mixed, required: true },
        ...given,
      },
    ],
    changed: [{ _id: false, unitId: { type: String, required: true }, name: Schema.Types.Mixed, ...given }],
    ended: { type: [String], required: true },
    abolished: { type: [String], required: true },
    inheritances: [
      {
        _id: false,
        fromId: { type: String, required: true },
        toId: { type: String, required: true },
        extent: { type: String, required: true },
      },
    ],
    undoes: String,
    entered: { type: Schema.Types.Mixed, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function unitStore(connection: Connection) {
  const units = connection.model('Unit', unitSchema, unitsPlan.name);
  const changes = connection.model('UnitChange', changeSchema, unitChangesPlan.name);

  /** Units as entered, without later changes. */
  async function listEntered(): Promise<readonly Unit[]> {
    const documents = await units.find().sort({ _id: 1 }).lean<Stored<Unit>[]>();
    return documents.map(fromDocument);
  }

  /** All changes, including undone ones, in the order in which they were stored. */
  async function listChanges(): Promise<readonly Succession[]> {
    const documents = await changes.find().sort({ _id: 1 }).lean<ChangeDocument[]>();
    return documents.map(({ outbox: _outbox, ...document }) => fromDocument<Succession>(document));
  }

  return {
    async add(unit: Unit): Promise<void> {
      await units.insertOne(toDocument(unit));
    },
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
      const last = await changes.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean<{ _id: string }>();
      return last?._id ?? '';
    },
    /** @throws a duplicate key error when a concurrent change has taken the number */
    async addChange(change: Succession, entry: AuditEntry): Promise<void> {
      await changes.insertOne({ ...toDocument(change), outbox: [entry] });
    },
  };
}
