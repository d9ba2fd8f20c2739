import type { Connection } from 'mongoose';
import { auditedCollection, type OpenAudited } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import type { DatasetKind, ImportBatch } from './importBatch.ts';

/** Whether it is applied; until then, when it is deleted. */
interface Waiting {
  readonly counts?: true;
  readonly waitsUntil?: Date;
}

export const importBatchesCollection = auditedCollection<ImportBatch<object>, Waiting>({
  name: 'importBatches',
  indexes: [
    { keys: { dataset: 1, number: 1 }, unique: true, partialFilterExpression: { counts: true } },
    { keys: { waitsUntil: 1 }, expireAfterSeconds: 0 },
  ],
  fields: {
    dataset: String,
    'fileName?': String,
    lines: [Mixed],
    unitIds: [String],
    periods: [String],
    madeBy: Mixed,
    madeAt: Date,
    'madeUp?': Boolean,
    'number?': Number,
  },
  storedOnly: { 'counts?': Boolean, 'waitsUntil?': Date },
});
type ImportBatches = OpenAudited<ImportBatch<object>, Waiting>;

export function importBatchStore(connection: Connection) {
  const importBatches = importBatchesCollection.open(connection);
  return { ...waitingImportBatches(importBatches), ...appliedImportBatches(importBatches) };
}

function waitingImportBatches({ add, change, countFrom, findOne }: ImportBatches) {
  return {
    /** Stores a batch that waits for confirmation until this time. */
    stage: (importBatch: ImportBatch<object>, waitsUntil: Date) =>
      add({ ...importBatch, waitsUntil }, 'unaudited'),
    async find<Line extends object>(
      dataset: DatasetKind,
      id: string,
    ): Promise<ImportBatch<Line> | undefined> {
      return (await findOne({ id, dataset })) as ImportBatch<Line> | undefined;
    },
    /** Batches that wait for confirmation: how many, and when the first is deleted. */
    waiting: () => countFrom({ waitsUntil: { $exists: true } }, 'waitsUntil'),
    /**
     * Applies a batch, all its lines in one write.
     *
     * @returns false when another batch has that number, or this one no longer waits
     */
    async apply(id: string, number: number, entry: AuditEntry): Promise<boolean> {
      const applied = { number, counts: true, waitsUntil: undefined } as const;
      try {
        return await change({ id, counts: null }, applied, entry);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
  };
}

function appliedImportBatches({ list, model }: ImportBatches) {
  return {
    /** Number of the last applied batch; 0 if there is none. */
    async lastNumber(dataset: DatasetKind): Promise<number> {
      const last = await model
        .findOne({ dataset, counts: true as const }, { number: 1 })
        .sort({ number: -1 })
        .lean<Pick<ImportBatch<object>, 'number'>>();
      return last?.number ?? 0;
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
      const found = await list(
        {
          dataset,
          counts: true,
          number: { $gt: after },
          ...(periods ? { periods: { $in: periods } } : {}),
          ...(unitId === undefined ? {} : { unitIds: unitId }),
        },
        { sort: { number: 1 } },
      );
      return found as readonly ImportBatch<Line>[];
    },
    /** Months or years with data, latest first. */
    async listPeriods(dataset: DatasetKind): Promise<readonly string[]> {
      const periods: string[] = await model.distinct('periods', { dataset, counts: true as const });
      return periods.toSorted().toReversed();
    },
  };
}
export type ImportBatchStore = ReturnType<typeof importBatchStore>;
