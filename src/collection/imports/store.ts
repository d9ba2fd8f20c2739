import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { collection, maybeEmpty, Mixed } from '../../platform/storage/collection.ts';
import { firstWanted } from '../../platform/storage/firstWanted.ts';
import type { Accepted, Import, RowChunk } from './import.ts';
import type { FileRow, SavedMapping } from './mapping.ts';
import type { ColumnTexts } from './profile.ts';

export const importsCollection = auditedCollection<Import, { readonly hasRows?: true }>({
  name: 'imports',
  indexes: [{ keys: { madeAt: -1 } }],
  fields: {
    fileName: String,
    fileHash: maybeEmpty,
    roundId: String,
    unitIds: [String],
    by: Mixed,
    madeAt: Date,
    state: String,
    rowCount: Number,
    chunkCount: Number,
    headingRows: Mixed,
    headings: [String],
    'unitId?': String,
    'serviceId?': String,
    'mapping?': Mixed,
    'mappingId?': String,
    'mappingName?': String,
    version: String,
    'jobId?': String,
    'checkJobId?': String,
    'check?': Mixed,
    'accepted?': Mixed,
  },
  storedOnly: { 'hasRows?': Boolean },
});

interface StoredRows {
  readonly id: string;
  readonly importId: string;
  /** JSON: far faster to read and write than nested arrays. */
  readonly text: string;
}

/** Rows of files and the profile of their columns; deleted as soon as an import is over. */
export const importRowsCollection = collection<StoredRows>({
  name: 'importRows',
  indexes: [{ keys: { importId: 1 } }],
  fields: { importId: String, text: String },
});

export const importMappingsCollection = collection<SavedMapping>({
  name: 'importMappings',
  fields: {
    name: String,
    surveyVersionId: String,
    unitIds: [String],
    headings: [String],
    mapping: Mixed,
  },
});

/** Changes to a staged import. A value of undefined removes a field. */
type ImportChange = Partial<
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
  const imports = importsCollection.open(connection);
  const rows = importRowsCollection.open(connection);
  return {
    imports,
    rows,
    mappings: importMappingsCollection.open(connection),
    async dropRows(this: void, importId: string): Promise<void> {
      await rows.remove({ importId });
      await imports.change(importId, { hasRows: undefined }, 'unaudited');
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

function uploadsIn({ imports: { add, countFrom, each, find } }: Collections) {
  return {
    add: (one: Import) => add({ ...one, hasRows: true }, 'unaudited'),
    find,
    /** The newest wanted ones, up to `countMax`. */
    list: (countMax: number, isWanted?: (one: Import) => boolean) =>
      firstWanted(each({ state: { $ne: 'staging' } }, { sort: { madeAt: -1 }, batchSize: 100 }), {
        countMax,
        isWanted,
      }),
    /** Imports that wait to be accepted: how many, and when the first was uploaded. */
    waiting: () => countFrom({ state: { $in: ['staging', 'staged'] } }, 'madeAt'),
  };
}

/** The steps of an import from its upload to its end. */
function stepsOf({ imports, dropRows }: Collections) {
  return {
    /** @returns false, with nothing changed, if it differs from the version that was read */
    change: (
      { id, state, version }: Pick<Import, 'id' | 'state' | 'version'>,
      changes: ImportChange,
      entry?: AuditEntry,
    ) => imports.change({ id, state, version }, changes, entry ?? 'unaudited'),
    /** The one step by which an import becomes submissions. @returns false if it has changed since its check */
    accept: ({ id, version }: Pick<Import, 'id' | 'version'>, accepted: Accepted, entry: AuditEntry) =>
      imports.change({ id, state: 'staged', version }, { state: 'accepted', accepted }, entry),
    /** Called when all submissions are stored. */
    async finish(importId: string): Promise<void> {
      const done = { state: 'done', 'check.errors': undefined } as const;
      await imports.change({ id: importId, state: 'accepted' }, done, 'unaudited');
      await dropRows(importId);
    },
    /** @returns false if it is accepted or over */
    async cancel(importId: string, entry: AuditEntry): Promise<boolean> {
      const isCancelled = await imports.change({ id: importId, state: 'staged' }, cancelled, entry);
      if (isCancelled) await dropRows(importId);
      return isCancelled;
    },
  };
}

const cancelled = { state: 'cancelled', check: undefined } as const;

function removalsFrom({ imports, rows, dropRows }: Collections) {
  return {
    /** For a file that turned out not to be a table. */
    async remove(importId: string): Promise<void> {
      await rows.remove({ importId });
      await imports.remove({ id: importId, state: 'staging' });
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
      for (const { id, state } of await imports.list({ hasRows: true, $or: [over, old] })) {
        if (state === 'staged' || state === 'staging') removed += 1;
        if (state === 'staged') await imports.change({ id, state }, cancelled, 'unaudited');
        if (state === 'staging') await imports.remove({ id, state });
        if ((await imports.find(id))?.state !== 'accepted') await dropRows(id);
      }
      return removed;
    },
  };
}

function rowsIn({ rows }: Collections) {
  const chunkId = (importId: string, number: number): string => `${importId}/${number}`;
  const profileId = (importId: string): string => `${importId}/texts`;
  return {
    putRows: ({ importId, number, rows: given }: RowChunk) =>
      rows.add({ id: chunkId(importId, number), importId, text: JSON.stringify(given) }),
    /** @returns undefined if they are not staged any more */
    async findRows(importId: string, number: number): Promise<readonly FileRow[] | undefined> {
      const found = await rows.find(chunkId(importId, number));
      return found && (JSON.parse(found.text) as FileRow[]);
    },
    putTexts: (importId: string, texts: readonly ColumnTexts[]) =>
      rows.put({ id: profileId(importId), importId, text: JSON.stringify(texts) }),
    async findTexts(importId: string): Promise<readonly ColumnTexts[]> {
      const found = await rows.find(profileId(importId));
      return found ? (JSON.parse(found.text) as ColumnTexts[]) : [];
    },
  };
}

function mappingsIn({ mappings }: Collections) {
  return {
    /** Replaces a mapping with the same id. */
    saveMapping: (mapping: SavedMapping) => mappings.put(mapping),
    listMappings: (surveyVersionId: string) => mappings.list({ surveyVersionId }, { sort: { name: 1 } }),
  };
}
