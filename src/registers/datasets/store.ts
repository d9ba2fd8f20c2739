import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { DatasetKind, ImportBatch } from './importBatch.ts';

export const importBatchesPlan: CollectionPlan = {
  name: 'importBatches',
  schemaVersion: 1,
  indexes: [
    { keys: { dataset: 1, number: 1 }, unique: true, partialFilterExpression: { counts: true } },
    { keys: { waitsUntil: 1 }, expireAfterSeconds: 0 },
    outboxIndex,
  ],
};

type ImportBatchDocument = Stored<ImportBatch<object>> &
  WithOutbox & { readonly counts?: true; readonly waitsUntil?: Date };

const schema = new Schema<ImportBatchDocument>(
  {
    _id: String,
    dataset: { type: String, required: true },
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

const modelOf = (connection: Connection) => connection.model('ImportBatch', schema, importBatchesPlan.name);
type ImportBatches = ReturnType<typeof modelOf>;

export function importBatchStore(connection: Connection) {
  const importBatches = modelOf(connection);
  return { ...waitingImportBatches(importBatches), ...appliedImportBatches(importBatches) };
}

function waitingImportBatches(importBatches: ImportBatches) {
  return {
    /** Stores a batch that waits for confirmation until this time. */
    async stage(importBatch: ImportBatch<object>, waitsUntil: Date): Promise<void> {
      await importBatches.insertOne({ ...toDocument(importBatch), waitsUntil });
    },
    async find<Line extends object>(
      dataset: DatasetKind,
      id: string,
    ): Promise<ImportBatch<Line> | undefined> {
      const document = await importBatches.findOne({ _id: id, dataset }).lean<ImportBatchDocument>();
      return document ? (importBatchOf(document) as ImportBatch<Line>) : undefined;
    },
    /** Batches that wait for confirmation: how many, and when the first is deleted. */
    async waiting(): Promise<{ readonly count: number; readonly first: Date | undefined }> {
      const waits = { waitsUntil: { $exists: true } };
      const [count, first] = await Promise.all([
        importBatches.countDocuments(waits),
        importBatches.findOne(waits, { waitsUntil: 1 }).sort({ waitsUntil: 1 }).lean<ImportBatchDocument>(),
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
        const { matchedCount } = await importBatches.updateOne(
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

function appliedImportBatches(importBatches: ImportBatches) {
  return {
    /** Number of the last applied batch; 0 if there is none. */
    async lastNumber(dataset: DatasetKind): Promise<number> {
      const document = await importBatches
        .findOne({ dataset, counts: true }, { number: 1 })
        .sort({ number: -1 })
        .lean<ImportBatchDocument>();
      return document?.number ?? 0;
    },
    /** Applied batches about one of the periods, or the unit, in their order; optionally only those after a number. */
    async list<Line extends object>(
      dataset: DatasetKind,
      {
        periods,
        unitId,
        after = 0,
      }: { readonly periods?: readonly string[]; readonly unitId?: string; readonly after?: number } = {},
    ): Promise<readonly ImportBatch<Line>[]> {
      const documents = await importBatches
        .find({
          dataset,
          counts: true,
          number: { $gt: after },
          ...(periods ? { periods: { $in: [...periods] } } : {}),
          ...(unitId === undefined ? {} : { unitIds: unitId }),
        })
        .sort({ number: 1 })
        .lean<ImportBatchDocument[]>();
      return documents.map((document) => importBatchOf(document) as ImportBatch<Line>);
    },
    /** Months or years with data, latest first. */
    async listPeriods(dataset: DatasetKind): Promise<readonly string[]> {
      const periods: string[] = await importBatches.distinct('periods', { dataset, counts: true });
      return periods.toSorted().toReversed();
    },
  };
}
export type ImportBatchStore = ReturnType<typeof importBatchStore>;

function importBatchOf({
  outbox: _outbox,
  counts: _counts,
  waitsUntil: _waitsUntil,
  ...document
}: ImportBatchDocument): ImportBatch<object> {
  return fromDocument<ImportBatch<object>>(document);
}
