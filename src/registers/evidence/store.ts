import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { quota, type EvidenceFile, type EvidenceFolder } from './evidence.ts';

/** All files of a unit and year, without their content. */
export const evidencePlan: CollectionPlan = {
  name: 'evidence',
  schemaVersion: 1,
  indexes: [{ keys: { 'files.id': 1 } }, outboxIndex],
};

/** The content of files, in pieces that fit into a document. */
export const evidenceChunksPlan: CollectionPlan = {
  name: 'evidenceChunks',
  schemaVersion: 1,
  indexes: [{ keys: { fileId: 1 } }, { keys: { pendingSince: 1 } }],
};

type EvidenceFolderDocument = EvidenceFolder &
  WithOutbox & { readonly _id: string; readonly fileCount: number };

const folderSchema = new Schema<EvidenceFolderDocument>(
  {
    _id: String,
    unitId: { type: String, required: true },
    year: { type: Number, required: true },
    bytes: { type: Number, required: true },
    fileCount: { type: Number, required: true },
    files: { type: [Schema.Types.Mixed], required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

interface ChunkDocument {
  readonly _id: string;
  readonly fileId: string;
  readonly bytes: Buffer;
  /** Present until it is settled whether an evidence folder refers to the file. */
  readonly pendingSince?: Date;
}

const chunkSchema = new Schema<ChunkDocument>(
  {
    _id: String,
    fileId: { type: String, required: true },
    bytes: { type: Buffer, required: true },
    pendingSince: Date,
  },
  { strict: 'throw', versionKey: false },
);

export type EvidenceFolderKey = Pick<EvidenceFolder, 'unitId' | 'year'>;

const idOf = ({ unitId, year }: EvidenceFolderKey): string => `${unitId}/${year}`;
const chunkId = (fileId: string, number: number): string => `${fileId}/${number}`;

const shelvesOf = (connection: Connection) => connection.model('Evidence', folderSchema, evidencePlan.name);
const chunksOf = (connection: Connection) =>
  connection.model('EvidenceChunk', chunkSchema, evidenceChunksPlan.name);
type Shelves = ReturnType<typeof shelvesOf>;
type Chunks = ReturnType<typeof chunksOf>;

export function evidenceStore(connection: Connection) {
  const [shelves, chunks] = [shelvesOf(connection), chunksOf(connection)];
  return { ...shelfReads(shelves), ...fileChunks(chunks), ...fileWrites(shelves, chunks) };
}

function shelfReads(shelves: Shelves) {
  return {
    async find(key: EvidenceFolderKey): Promise<EvidenceFolder> {
      const found = await shelves.findById(idOf(key)).lean<EvidenceFolderDocument>();
      return found ? folderOf(found) : { ...key, bytes: 0, files: [] };
    },
    async findHolding(fileId: string): Promise<EvidenceFolder | undefined> {
      const found = await shelves.findOne({ 'files.id': fileId }).lean<EvidenceFolderDocument>();
      return found ? folderOf(found) : undefined;
    },
  };
}

function fileChunks(chunks: Chunks) {
  return {
    async addChunk(fileId: string, number: number, piece: { bytes: Buffer; pendingSince: Date }) {
      await chunks.insertOne({ _id: chunkId(fileId, number), fileId, ...piece });
    },
    /** @returns undefined when the file was removed */
    async findChunk(fileId: string, number: number): Promise<Buffer | undefined> {
      const found = await chunks.findOne({ _id: chunkId(fileId, number), fileId }).lean<ChunkDocument>();
      return found ? Buffer.from(found.bytes.buffer) : undefined;
    },
    async dropChunks(fileId: string): Promise<void> {
      await chunks.deleteMany({ fileId });
    },
  };
}

function fileWrites(shelves: Shelves, chunks: Chunks) {
  const reads = shelfReads(shelves);
  return {
    /** The single write by which a file whose chunks are stored begins to exist. */
    async add(
      key: EvidenceFolderKey,
      file: EvidenceFile,
      entry: AuditEntry,
    ): Promise<'added' | 'full' | 'twice'> {
      await makeFolder(key, shelves);
      const { owner, sha256 } = file;
      const { matchedCount } = await shelves.updateOne(
        {
          _id: idOf(key),
          bytes: { $lte: quota.bytes - file.bytes },
          fileCount: { $lt: quota.files },
          files: { $not: { $elemMatch: { owner, sha256 } } },
        },
        { $inc: { bytes: file.bytes, fileCount: 1 }, $push: { files: file, outbox: entry } },
      );
      if (matchedCount === 1) {
        await chunks.updateMany({ fileId: file.id }, { $unset: { pendingSince: '' } });
        return 'added';
      }
      const { files } = await reads.find(key);
      return files.some((one) => one.owner === owner && one.sha256 === sha256) ? 'twice' : 'full';
    },
    /** @returns false when it is no longer there */
    async remove(key: EvidenceFolderKey, file: EvidenceFile, { at, entry }: { at: Date; entry: AuditEntry }) {
      await chunks.updateMany({ fileId: file.id }, { $set: { pendingSince: at } });
      const { matchedCount } = await shelves.updateOne(
        { _id: idOf(key), 'files.id': file.id },
        {
          $inc: { bytes: -file.bytes, fileCount: -1 },
          $pull: { files: { id: file.id } },
          $push: { outbox: entry },
        },
      );
      await chunks.deleteMany({ fileId: file.id });
      return matchedCount === 1;
    },
    /**
     * Cleans up after a crash between writing the content and the evidence folder.
     *
     * @param before later files may still be uploading
     */
    async settle(before: Date): Promise<void> {
      const fileIds: readonly string[] = await chunks.distinct('fileId', { pendingSince: { $lte: before } });
      for (const fileId of fileIds) {
        if (await reads.findHolding(fileId))
          await chunks.updateMany({ fileId }, { $unset: { pendingSince: '' } });
        else await chunks.deleteMany({ fileId });
      }
    },
  };
}
async function makeFolder(key: EvidenceFolderKey, shelves: Shelves): Promise<void> {
  const empty = { ...key, bytes: 0, fileCount: 0, files: [] };
  try {
    await shelves.updateOne({ _id: idOf(key) }, { $setOnInsert: empty }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error; // created concurrently
  }
}

export type EvidenceStore = ReturnType<typeof evidenceStore>;

function folderOf({ unitId, year, bytes, files }: EvidenceFolderDocument): EvidenceFolder {
  return { unitId, year, bytes, files };
}
