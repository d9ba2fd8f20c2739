/**
 * A copy of a store at one moment. A running store makes the copy itself: one process must not open LMDB twice, and the
 * caller may be in the same process.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { namingDamage } from '../engine/recordDamage.ts';
import { openStore, storeFileName } from '../engine/store.ts';
import { holderOf } from '../folderLock.ts';
import { askStore } from './askStore.ts';

/** @param into a folder that does not exist yet */
export async function copyOf(folder: string, into: string): Promise<void> {
  await mkdir(into);
  const file = join(resolve(into), storeFileName);
  const holder = holderOf(folder);
  if (holder?.uri !== undefined) return askStore(holder.uri, { copyStore: file });
  await namingDamage(join(folder, storeFileName), async () => {
    const store = await openStore(folder, { sync: true, readOnly: true });
    try {
      await store.file.copyTo(file);
    } finally {
      await store.file.close();
    }
  });
}
