import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { sameReading, type Keying, type Pass, type PaperBatch, type PaperSheet } from './batch.ts';

export const paperBatchesPlan: CollectionPlan = {
  name: 'paperBatches',
  schemaVersion: 1,
  indexes: [
    { keys: { serial: 1 }, unique: true },
    { keys: { madeAt: -1 } },
    { keys: { state: 1 } },
    outboxIndex,
  ],
};

/** A batch with its sheets is one document, so that each action on it is one write, also closing. */
type BatchDocument = Stored<PaperBatch> & WithOutbox;

const schema = new Schema<BatchDocument>(
  {
    _id: String,
    serial: { type: String, required: true },
    accessPointId: { type: String, required: true },
    revision: { type: Number, required: true },
    roundId: { type: String, required: true },
    unitId: { type: String, required: true },
    serviceId: String,
    announced: { type: Number, required: true },
    keyedTwice: { type: Boolean, required: true },
    collectedOn: { type: String, required: true },
    state: { type: String, required: true },
    madeAt: { type: Date, required: true },
    madeBy: { type: Schema.Types.Mixed, required: true },
    changes: { type: Number, required: true },
    sheets: { type: Schema.Types.Mixed, required: true },
    differed: Number,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

/**
 * - `taken`: somebody else keyed the sheet meanwhile, or a later edit corrected it
 * - `sameAccount`: this account keyed it in the other pass
 * - `beyond`: the batch has fewer sheets
 * - `over`: the batch is closed
 */
export type Kept = 'kept' | 'taken' | 'sameAccount' | 'beyond' | 'over';

export interface SheetLocation {
  readonly batchId: string;
  readonly number: number;
  readonly pass: Pass;
}

function batchesOf(connection: Connection) {
  return connection.model('PaperBatch', schema, paperBatchesPlan.name);
}
type Batches = ReturnType<typeof batchesOf>;

export function paperStore(connection: Connection) {
  const batches = batchesOf(connection);
  const reading = readingOf(batches);
  return { ...reading, ...stepsOf(batches), ...sheetsIn(batches, reading.find) };
}
export type PaperStore = ReturnType<typeof paperStore>;

function readingOf(batches: Batches) {
  return {
    async find(this: void, batchId: string): Promise<PaperBatch | undefined> {
      const document = await batches.findById(batchId).lean<BatchDocument>();
      return document ? batchOf(document) : undefined;
    },
    /** Newest first. */
    async list(): Promise<readonly PaperBatch[]> {
      const documents = await batches.find().sort({ madeAt: -1, _id: 1 }).lean<BatchDocument[]>();
      return documents.map(batchOf);
    },
    /** Batches that are not closed. */
    async listOpen(): Promise<readonly PaperBatch[]> {
      const documents = await batches
        .find({ state: { $in: ['open', 'closing'] } })
        .sort({ madeAt: -1, _id: 1 })
        .lean<BatchDocument[]>();
      return documents.map(batchOf);
    },
    async listClosing(): Promise<readonly PaperBatch[]> {
      const documents = await batches.find({ state: 'closing' }).lean<BatchDocument[]>();
      return documents.map(batchOf);
    },
  };
}

/** The steps of a batch from its beginning to its close. */
function stepsOf(batches: Batches) {
  return {
    /** @returns false when the serial is taken */
    async add(batch: PaperBatch, entry: AuditEntry): Promise<boolean> {
      try {
        await batches.insertOne({ ...toDocument(batch), outbox: [entry] });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** @returns false if the batch has changed meanwhile */
    async announce({ id, changes }: PaperBatch, announced: number, entry: AuditEntry): Promise<boolean> {
      const { matchedCount } = await batches.updateOne(
        { _id: id, state: 'open', changes },
        { $set: { announced }, $inc: { changes: 1 }, $push: { outbox: entry } },
      );
      return matchedCount === 1;
    },
    /** No change is possible after this. @returns false if the batch has changed meanwhile */
    async beginClosing({ id, changes }: PaperBatch, differed: number, entry: AuditEntry): Promise<boolean> {
      const { matchedCount } = await batches.updateOne(
        { _id: id, state: 'open', changes },
        { $set: { state: 'closing', differed }, $push: { outbox: entry } },
      );
      return matchedCount === 1;
    },
    /** Deletes the sheets once they are submissions. */
    async endClosing(batchId: string): Promise<void> {
      await batches.updateOne({ _id: batchId, state: 'closing' }, { $set: { state: 'closed', sheets: {} } });
    },
  };
}

function sheetsIn(batches: Batches, find: (batchId: string) => Promise<PaperBatch | undefined>) {
  async function whyNotKept({ batchId, number, pass }: SheetLocation, keying: Keying): Promise<Kept> {
    const batch = await find(batchId);
    if (batch?.state !== 'open') return 'over';
    if (number > batch.announced) return 'beyond';
    const sheet = batch.sheets[number];
    const stored = sheet?.[pass];
    if (stored?.id === keying.id && stored.edit === keying.edit && sameReading(stored, keying)) return 'kept';
    return sheet?.[otherPass[pass]]?.by === keying.by ? 'sameAccount' : 'taken';
  }

  return {
    /** Stores a keyed sheet durably. A repeat is stored once; a later edit replaces it. */
    async keep(location: SheetLocation, keying: Keying): Promise<Kept> {
      const sheet = `sheets.${location.number}`;
      const own = `${sheet}.${location.pass}`;
      const { matchedCount } = await batches.updateOne(
        {
          _id: location.batchId,
          state: 'open',
          announced: { $gte: location.number },
          [`${sheet}.${otherPass[location.pass]}.by`]: { $ne: keying.by },
          $or: [{ [own]: null }, { [`${own}.id`]: keying.id, [`${own}.edit`]: { $lt: keying.edit } }],
        },
        { $set: { [own]: keying }, $unset: { [`${sheet}.agreed`]: '' }, $inc: { changes: 1 } },
      );
      return matchedCount === 1 ? 'kept' : await whyNotKept(location, keying);
    },
    /**
     * Stores a decision made by looking at a sheet.
     *
     * @returns false if the batch has changed since it was read
     */
    async agree({ id, changes }: PaperBatch, number: number, agreed: PaperSheet['agreed']): Promise<boolean> {
      const { matchedCount } = await batches.updateOne(
        { _id: id, state: 'open', changes },
        { $set: { [`sheets.${number}.agreed`]: agreed }, $inc: { changes: 1 } },
      );
      return matchedCount === 1;
    },
  };
}

const otherPass: Record<Pass, Pass> = { first: 'second', second: 'first' };

function batchOf({ outbox: _outbox, ...document }: BatchDocument): PaperBatch {
  return fromDocument<PaperBatch>(document);
}
