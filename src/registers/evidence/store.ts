import type { Connection } from 'mongoose';
import { auditedCollection, type OpenAudited } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import type { Filter, OpenCollection } from '../../platform/storage/openCollection.ts';
import { quota, type EvidenceFile, type EvidenceFolder } from './evidence.ts';

interface StoredFolder extends EvidenceFolder {
  readonly id: string;
}
interface FileCount {
  readonly fileCount: number;
}

/** All files of a unit and year, without their content. */
export const evidenceCollection = auditedCollection<StoredFolder, FileCount>({
  name: 'evidence',
  indexes: [{ keys: { 'files.id': 1 } }],
  fields: { unitId: String, year: Number, bytes: Number, files: [Mixed] },
  storedOnly: { fileCount: Number },
});

interface Chunk {
  readonly id: string;
  readonly fileId: string;
  readonly bytes: Buffer;
  /** Present until it is settled whether an evidence folder refers to the file. */
  readonly pendingSince?: Date;
}

/** The content of files, in pieces that fit into a document. */
export const evidenceChunksCollection = collection<Chunk>({
  name: 'evidenceChunks',
  indexes: [{ keys: { fileId: 1 } }, { keys: { pendingSince: 1 } }],
  fields: { fileId: String, bytes: Buffer, 'pendingSince?': Date },
});

export type EvidenceFolderKey = Pick<EvidenceFolder, 'unitId' | 'year'>;

const idOf = ({ unitId, year }: EvidenceFolderKey): string => `${unitId}/${year}`;
const chunkId = (fileId: string, number: number): string => `${fileId}/${number}`;

type Shelves = OpenAudited<StoredFolder, FileCount>;
type Chunks = OpenCollection<Chunk>;

export function evidenceStore(connection: Connection) {
  const [shelves, chunks] = [evidenceCollection.open(connection), evidenceChunksCollection.open(connection)];
  const reads = shelfReads(shelves);
  const writes = fileWrites(shelves, chunks, reads);
  return { ...reads, ...fileChunks(chunks), ...writes, ...crashCleanup(chunks, reads) };
}
export type EvidenceStore = ReturnType<typeof evidenceStore>;

function shelfReads(shelves: Shelves) {
  async function found(filter: Filter<StoredFolder>): Promise<EvidenceFolder | undefined> {
    const folder = await shelves.findOne(filter);
    if (!folder) return undefined;
    const { id: _id, ...rest } = folder;
    return rest;
  }

  return {
    async find(key: EvidenceFolderKey): Promise<EvidenceFolder> {
      return (await found({ id: idOf(key) })) ?? { ...key, bytes: 0, files: [] };
    },
    findHolding: (fileId: string) => found({ 'files.id': fileId }),
  };
}

function fileChunks(chunks: Chunks) {
  return {
    addChunk: (fileId: string, number: number, piece: { bytes: Buffer; pendingSince: Date }) =>
      chunks.add({ id: chunkId(fileId, number), fileId, ...piece }),
    /** @returns undefined when the file was removed */
    async findChunk(fileId: string, number: number): Promise<Buffer | undefined> {
      return (await chunks.findOne({ id: chunkId(fileId, number), fileId }))?.bytes;
    },
    async dropChunks(fileId: string): Promise<void> {
      await chunks.remove({ fileId });
    },
  };
}

async function setPending(chunks: Chunks, fileId: string, pendingSince?: Date): Promise<void> {
  await chunks.model.updateMany(
    { fileId },
    pendingSince ? { $set: { pendingSince } } : { $unset: { pendingSince: '' } },
  );
}

function fileWrites(shelves: Shelves, chunks: Chunks, reads: ReturnType<typeof shelfReads>) {
  return {
    /** The single write by which a file whose chunks are stored begins to exist. */
    async add(
      key: EvidenceFolderKey,
      file: EvidenceFile,
      entry: AuditEntry,
    ): Promise<'added' | 'full' | 'twice'> {
      const id = idOf(key);
      await shelves.addNew({ id, ...key, bytes: 0, fileCount: 0, files: [] }, 'unaudited');
      const { owner, sha256 } = file;
      const isAdded = await shelves.change(
        {
          id,
          bytes: { $lte: quota.bytes - file.bytes },
          fileCount: { $lt: quota.files },
          files: { $not: { $elemMatch: { owner, sha256 } } },
        },
        { $inc: { bytes: file.bytes, fileCount: 1 }, $push: { files: file } },
        entry,
      );
      if (isAdded) {
        await setPending(chunks, file.id);
        return 'added';
      }
      const { files } = await reads.find(key);
      return files.some((one) => one.owner === owner && one.sha256 === sha256) ? 'twice' : 'full';
    },
    /** @returns false when it is no longer there */
    async remove(
      key: EvidenceFolderKey,
      { id, bytes }: EvidenceFile,
      { at, entry }: { at: Date; entry: AuditEntry },
    ): Promise<boolean> {
      await setPending(chunks, id, at);
      const isRemoved = await shelves.change(
        { id: idOf(key), 'files.id': id },
        { $inc: { bytes: -bytes, fileCount: -1 }, $pull: { files: { id } } },
        entry,
      );
      await chunks.remove({ fileId: id });
      return isRemoved;
    },
  };
}

function crashCleanup(chunks: Chunks, reads: ReturnType<typeof shelfReads>) {
  return {
    /**
     * Cleans up after a crash between writing the content and the evidence folder.
     *
     * @param before later files may still be uploading
     */
    async settle(before: Date): Promise<void> {
      const pending = { pendingSince: { $lte: before } };
      const fileIds: readonly string[] = await chunks.model.distinct('fileId', pending);
      for (const fileId of fileIds) {
        if (await reads.findHolding(fileId)) await setPending(chunks, fileId);
        else await chunks.remove({ fileId });
      }
    },
  };
}
