import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { firstWanted } from '../../platform/storage/firstWanted.ts';
import type { Accepted, Import, RowChunk } from './import.ts';
import type { FileRow, SavedMapping } from './mapping.ts';
import type { ColumnTexts } from './profile.ts';

export const importsPlan: CollectionPlan = {
  name: 'imports',
  schemaVersion: 1,
  indexes: [{ keys: { madeAt: -1 } }, outboxIndex],
};

/** Rows of files and the profile of their columns; deleted as soon as an import is over. */
export const importRowsPlan: CollectionPlan = {
  name: 'importRows',
  schemaVersion: 1,
  indexes: [{ keys: { importId: 1 } }],
};

export const importMappingsPlan: CollectionPlan = { name: 'importMappings', schemaVersion: 1 };

type ImportDocument = Stored<Import> & WithOutbox & { readonly hasRows?: true };

const importSchema = new Schema<ImportDocument>(
  {
    _id: String,
    fileName: { type: String, required: true },
    fileHash: String,
    roundId: { type: String, required: true },
    unitIds: { type: [String], required: true },
    by: { type: Schema.Types.Mixed, required: true },
    madeAt: { type: Date, required: true },
    state: { type: String, required: true },
    rowCount: Number,
    chunkCount: Number,
    headingRows: Schema.Types.Mixed,
    headings: [String],
    unitId: String,
    serviceId: String,
    mapping: Schema.Types.Mixed,
    mappingId: String,
    mappingName: String,
    version: { type: String, required: true },
    jobId: String,
    checkJobId: String,
    check: Schema.Types.Mixed,
    accepted: Schema.Types.Mixed,
    hasRows: Boolean,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

interface RowsDocument {
  readonly _id: string;
  readonly importId: string;
  /** JSON: far faster to read and write than nested arrays. */
  readonly text: string;
}

const rowsSchema = new Schema<RowsDocument>(
  { _id: String, importId: { type: String, required: true }, text: { type: String, required: true } },
  { strict: 'throw', versionKey: false },
);

const mappingSchema = new Schema<Stored<SavedMapping>>(
  {
    _id: String,
    name: { type: String, required: true },
    surveyVersionId: { type: String, required: true },
    unitIds: { type: [String], required: true },
    headings: { type: [String], required: true },
    mapping: { type: Schema.Types.Mixed, required: true },
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

/** Changes to a staged import. A value of undefined removes a field. */
export type ImportChange = Partial<
  Pick<
    Import,
    | 'state'
    | 'fileHash'
    | 'rowCount'
    | 'chunkCount'
    | 'headingRows'
    | 'headings'
    | 'unitId'
    | 'serviceId'
    | 'mapping'
    | 'mappingId'
    | 'mappingName'
    | 'version'
    | 'jobId'
    | 'checkJobId'
    | 'check'
  >
>;

function collectionsOf(connection: Connection) {
  const imports = connection.model('Import', importSchema, importsPlan.name);
  const rows = connection.model('ImportRows', rowsSchema, importRowsPlan.name);
  const mappings = connection.model('ImportMapping', mappingSchema, importMappingsPlan.name);
  return {
    imports,
    rows,
    mappings,
    async dropRows(this: void, importId: string): Promise<void> {
      await rows.deleteMany({ importId });
      await imports.updateOne({ _id: importId }, { $unset: { hasRows: '' } });
    },
  };
}
type Collections = ReturnType<typeof collectionsOf>;

export function importStore(connection: Connection) {
  const collections = collectionsOf(connection);
  return {
    ...uploadsIn(collections),
    ...stepsOf(collections),
    ...removalsFrom(collections),
    ...rowsIn(collections),
    ...mappingsIn(collections),
  };
}

function uploadsIn({ imports }: Collections) {
  return {
    async add(one: Import): Promise<void> {
      await imports.insertOne({ ...toDocument(one), hasRows: true });
    },
    async find(importId: string): Promise<Import | undefined> {
      const document = await imports.findById(importId).lean<ImportDocument>();
      return document ? importOf(document) : undefined;
    },
    /** The newest wanted ones, up to `countMax`. */
    async list(countMax: number, isWanted?: (one: Import) => boolean): Promise<readonly Import[]> {
      const order = { sort: { madeAt: -1 }, batchSize: 100 } as const;
      const newest = imports.collection.find<ImportDocument>({ state: { $ne: 'staging' } }, order);
      return await firstWanted(newest, importOf, { countMax, isWanted });
    },
    /** Imports that wait to be accepted: how many, and when the first was uploaded. */
    async waiting(): Promise<{ readonly count: number; readonly first: Date | undefined }> {
      const staged: Record<string, unknown> = { state: { $in: ['staging', 'staged'] } };
      const [count, first] = await Promise.all([
        imports.countDocuments(staged),
        imports.findOne(staged).sort({ madeAt: 1 }).lean<ImportDocument>(),
      ]);
      return { count, first: first?.madeAt };
    },
  };
}

/** The steps of an import from its upload to its end. */
function stepsOf({ imports, dropRows }: Collections) {
  return {
    /** @returns false, with nothing changed, if it differs from the version that was read */
    async change(
      seen: Pick<Import, 'id' | 'state' | 'version'>,
      changes: ImportChange,
      entry?: AuditEntry,
    ): Promise<boolean> {
      const { matchedCount } = await imports.updateOne(
        { _id: seen.id, state: seen.state, version: seen.version },
        {
          ...setOrUnset(changes),
          ...(entry ? { $push: { outbox: entry } } : {}),
        },
      );
      return matchedCount === 1;
    },
    /** The one step by which an import becomes submissions. @returns false if it has changed since its check */
    async accept(
      seen: Pick<Import, 'id' | 'version'>,
      accepted: Accepted,
      entry: AuditEntry,
    ): Promise<boolean> {
      const { matchedCount } = await imports.updateOne(
        { _id: seen.id, state: 'staged', version: seen.version },
        { $set: { state: 'accepted', accepted }, $push: { outbox: entry } },
      );
      return matchedCount === 1;
    },
    /** Called when all submissions are stored. */
    async finish(importId: string): Promise<void> {
      await imports.updateOne(
        { _id: importId, state: 'accepted' },
        { $set: { state: 'done' }, $unset: { 'check.errors': '' } },
      );
      await dropRows(importId);
    },
    /** @returns false if it is accepted or over */
    async cancel(importId: string, entry: AuditEntry): Promise<boolean> {
      const { matchedCount } = await imports.updateOne(
        { _id: importId, state: 'staged' },
        { $set: { state: 'cancelled' }, $unset: { check: '' }, $push: { outbox: entry } },
      );
      if (matchedCount === 1) await dropRows(importId);
      return matchedCount === 1;
    },
  };
}

function removalsFrom({ imports, rows, dropRows }: Collections) {
  return {
    /** For a file that turned out not to be a table. */
    async remove(importId: string): Promise<void> {
      await rows.deleteMany({ importId });
      await imports.deleteOne({ _id: importId, state: 'staging' });
    },
    /**
     * Deletes the remains of imports that are over, and imports that were never accepted.
     *
     * @param before uploads older than this are deleted
     * @returns how many were never accepted
     */
    async removeLeftovers(before: Date): Promise<number> {
      let removed = 0;
      const over = { state: { $in: ['done', 'cancelled'] } };
      const old = { state: { $in: ['staging', 'staged'] }, madeAt: { $lte: before } };
      const leftovers: Record<string, unknown> = { hasRows: true, $or: [over, old] };
      for (const { _id, state } of await imports.find(leftovers).lean<ImportDocument[]>()) {
        if (state === 'staged' || state === 'staging') removed += 1;
        if (state === 'staged') {
          await imports.updateOne({ _id, state }, { $set: { state: 'cancelled' }, $unset: { check: '' } });
        }
        if (state === 'staging') await imports.deleteOne({ _id, state });
        const current = await imports.findById(_id, { state: 1 }).lean<ImportDocument>();
        if (current?.state !== 'accepted') await dropRows(_id);
      }
      return removed;
    },
  };
}

function rowsIn({ rows }: Collections) {
  const chunkId = (importId: string, number: number): string => `${importId}/${number}`;
  const profileId = (importId: string): string => `${importId}/texts`;
  return {
    async putRows({ importId, number, rows: given }: RowChunk): Promise<void> {
      await rows.insertOne({ _id: chunkId(importId, number), importId, text: JSON.stringify(given) });
    },
    /** @returns undefined if they are not staged any more */
    async findRows(importId: string, number: number): Promise<readonly FileRow[] | undefined> {
      const document = await rows.findById(chunkId(importId, number)).lean<RowsDocument>();
      return document ? (JSON.parse(document.text) as FileRow[]) : undefined;
    },
    async putTexts(importId: string, texts: readonly ColumnTexts[]): Promise<void> {
      const _id = profileId(importId);
      await rows.updateOne({ _id }, { $set: { importId, text: JSON.stringify(texts) } }, { upsert: true });
    },
    async findTexts(importId: string): Promise<readonly ColumnTexts[]> {
      const document = await rows.findById(profileId(importId)).lean<RowsDocument>();
      return document ? (JSON.parse(document.text) as ColumnTexts[]) : [];
    },
  };
}

function mappingsIn({ mappings }: Collections) {
  return {
    /** Replaces a mapping with the same id. */
    async saveMapping(mapping: SavedMapping): Promise<void> {
      const { _id, ...rest } = toDocument(mapping);
      await mappings.updateOne({ _id }, { $set: rest }, { upsert: true });
    },
    async listMappings(surveyVersionId: string): Promise<readonly SavedMapping[]> {
      const documents = await mappings
        .find({ surveyVersionId })
        .sort({ name: 1 })
        .lean<Stored<SavedMapping>[]>();
      return documents.map(fromDocument);
    },
  };
}

function setOrUnset(changes: ImportChange) {
  const entries = Object.entries(changes);
  const set = entries.filter(([, value]) => value !== undefined);
  const unset = entries.filter(([, value]) => value === undefined).map(([name]) => [name, '']);
  return {
    ...(set.length > 0 ? { $set: Object.fromEntries(set) } : {}),
    ...(unset.length > 0 ? { $unset: Object.fromEntries(unset) } : {}),
  };
}

function importOf({ outbox: _outbox, hasRows: _hasRows, ...document }: ImportDocument): Import {
  return fromDocument<Import>(document);
}
