import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { BookKind, Delivery } from './delivery.ts';

export const deliveriesPlan: CollectionPlan = {
  name: 'deliveries',
  schemaVersion: 1,
  indexes: [
    { keys: { book: 1, number: 1 }, unique: true, partialFilterExpression: { counts: true } },
    { keys: { waitsUntil: 1 }, expireAfterSeconds: 0 },
    outboxIndex,
  ],
};

type DeliveryDocument = Stored<Delivery<object>> &
  WithOutbox & { readonly counts?: true; readonly waitsUntil?: Date };

const schema = new Schema<DeliveryDocument>(
  {
    _id: String,
    book: { type: String, required: true },
    fileName: String,
    lines: { type: [Schema.Types.Mixed], required: true },
    unitIds: { type: [String], required: true },
    periods: { type: [String], required: true },
    madeBy: { type: Schema.Types.Mixed, required: true },
    madeAt: { type: Date, required: true },
    madeUp: Boolean,
    number: Number,
    counts: Boolean,
    waitsUntil: Date,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

const modelOf = (connection: Connection) => connection.model('Delivery', schema, deliveriesPlan.name);
type Deliveries = ReturnType<typeof modelOf>;

export function deliveryStore(connection: Connection) {
  const deliveries = modelOf(connection);
  return { ...waitingDeliveries(deliveries), ...appliedDeliveries(deliveries) };
}

function waitingDeliveries(deliveries: Deliveries) {
  return {
    /** Stores a batch that waits for confirmation until this time. */
    async stage(delivery: Delivery<object>, waitsUntil: Date): Promise<void> {
      await deliveries.insertOne({ ...toDocument(delivery), waitsUntil });
    },
    async find<Line extends object>(book: BookKind, id: string): Promise<Delivery<Line> | undefined> {
      const document = await deliveries.findOne({ _id: id, book }).lean<DeliveryDocument>();
      return document ? (deliveryOf(document) as Delivery<Line>) : undefined;
    },
    /** Batches that wait for confirmation: how many, and when the first is deleted. */
    async waiting(): Promise<{ readonly count: number; readonly first: Date | undefined }> {
      const waits = { waitsUntil: { $exists: true } };
      const [count, first] = await Promise.all([
        deliveries.countDocuments(waits),
        deliveries.findOne(waits, { waitsUntil: 1 }).sort({ waitsUntil: 1 }).lean<DeliveryDocument>(),
      ]);
      return { count, first: first?.waitsUntil };
    },
    /**
     * Applies a batch, all its lines in one write.
     *
     * @returns false when another batch has that number, or this one no longer waits
     */
    async apply(id: string, number: number, entry: AuditEntry): Promise<boolean> {
      try {
        const { matchedCount } = await deliveries.updateOne(
          { _id: id, counts: null },
          { $set: { number, counts: true }, $unset: { waitsUntil: '' }, $push: { outbox: entry } },
        );
        return matchedCount === 1;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
  };
}

function appliedDeliveries(deliveries: Deliveries) {
  return {
    /** Number of the last applied batch; 0 if there is none. */
    async lastNumber(book: BookKind): Promise<number> {
      const document = await deliveries
        .findOne({ book, counts: true }, { number: 1 })
        .sort({ number: -1 })
        .lean<DeliveryDocument>();
      return document?.number ?? 0;
    },
    /** Applied batches about one of the periods, or the unit, in their order; optionally only those after a number. */
    async list<Line extends object>(
      book: BookKind,
      {
        periods,
        unitId,
        after = 0,
      }: { readonly periods?: readonly string[]; readonly unitId?: string; readonly after?: number } = {},
    ): Promise<readonly Delivery<Line>[]> {
      const documents = await deliveries
        .find({
          book,
          counts: true,
          number: { $gt: after },
          ...(periods ? { periods: { $in: [...periods] } } : {}),
          ...(unitId === undefined ? {} : { unitIds: unitId }),
        })
        .sort({ number: 1 })
        .lean<DeliveryDocument[]>();
      return documents.map((document) => deliveryOf(document) as Delivery<Line>);
    },
    /** Months or years with data, latest first. */
    async listPeriods(book: BookKind): Promise<readonly string[]> {
      const periods: string[] = await deliveries.distinct('periods', { book, counts: true });
      return periods.toSorted().toReversed();
    },
  };
}
export type DeliveryStore = ReturnType<typeof deliveryStore>;

function deliveryOf({
  outbox: _outbox,
  counts: _counts,
  waitsUntil: _waitsUntil,
  ...document
}: DeliveryDocument): Delivery<object> {
  return fromDocument<Delivery<object>>(document);
}
