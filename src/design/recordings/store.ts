import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import type { Recording, Recordings, SoundType } from './recording.ts';

/** What is played. */
export interface SoundFile {
  /** SHA-256 of the sound, in base64url. */
  readonly id: string;
  readonly mime: SoundType;
  readonly sound: Buffer;
}

export const recordingsCollection = auditedCollection<Recording>({
  name: 'recordings',
  fields: { language: String, words: String, 'file?': String, by: Mixed, at: Date },
});

export const soundFilesCollection = collection<SoundFile>({
  name: 'soundFiles',
  fields: { mime: String, sound: Buffer },
});

export function recordingStore(connection: Connection) {
  const recordings = recordingsCollection.open(connection);
  const files = soundFilesCollection.open(connection);
  /** A file that several recordings have stays while one of them has it. */
  async function removeUnused(file: string | undefined): Promise<void> {
    if (file !== undefined && !(await recordings.findOne({ file }))) await files.remove(file);
  }
  return {
    find: recordings.find,
    findFile: files.find,
    async current(): Promise<Recordings> {
      const all = await recordings.list({ file: { $ne: null } }, { sort: { id: 1 } });
      const pairs = all.map(({ id, file = '' }) => [id, file] as const);
      const version = createHash('sha256').update(JSON.stringify(pairs)).digest('base64url');
      return { version, files: new Map(pairs) };
    },
    /** In the place of an earlier one of the same words, if there is one. */
    async keep(
      recording: Recording & { readonly file: string },
      sound: Omit<SoundFile, 'id'>,
      entry: AuditEntry,
    ) {
      const earlier = await recordings.find(recording.id);
      await files.put({ id: recording.file, ...sound });
      await recordings.put(recording, entry);
      if (earlier?.file !== recording.file) await removeUnused(earlier?.file);
    },
    async remove({ id, file }: Recording, { by, at }: Pick<Recording, 'by' | 'at'>, entry: AuditEntry) {
      if (await recordings.change({ id }, { file: undefined, by, at }, entry)) await removeUnused(file);
    },
  };
}
export type RecordingStore = ReturnType<typeof recordingStore>;
