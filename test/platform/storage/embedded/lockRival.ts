/** A process that takes the folder named on each line it reads, says whether it got it, and lets go at an empty line. */
import { createInterface } from 'node:readline';
import { lockFolder, type FolderLock } from '../../../../src/platform/storage/embedded/folderLock.ts';
import { EmbeddedStoreError } from '../../../../src/platform/storage/embedded/embeddedStoreError.ts';

let lock: FolderLock | undefined;

for await (const folder of createInterface({ input: process.stdin })) {
  try {
    if (folder === '') lock?.release();
    lock = folder === '' ? undefined : lockFolder(folder);
    console.log(lock === undefined ? 'free' : 'won');
  } catch (error) {
    if (!(error instanceof EmbeddedStoreError)) throw error;
    console.log('lost');
  }
}
