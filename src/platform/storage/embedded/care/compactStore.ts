/** Returns the disk space of deleted documents and removes every trace of the order of writing. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { storeFileName } from '../engine/store.ts';
import { lockFolder } from '../folderLock.ts';
import { moveIntoPlace } from './copyFile.ts';
import { rewriteStore } from './rewriteStore.ts';

/**
 * Rewrites the file. The store must not be running.
 *
 * @throws EmbeddedStoreError when the folder is in use or the file is damaged
 */
export async function compactStore(folder: string): Promise<{ bytesBefore: number; bytesAfter: number }> {
  const path = join(folder, storeFileName);
  const copy = `${path}.compact`;
  const lock = lockFolder(folder);
  try {
    await rewriteStore(folder, copy);
    const bytesBefore = (await stat(path)).size;
    await moveIntoPlace(copy, path);
    return { bytesBefore, bytesAfter: (await stat(path)).size };
  } finally {
    lock.release();
  }
}
