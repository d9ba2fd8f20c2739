/**
 * Writes a new file with the content of another one and nothing else. LMDB adds records to a page in order of arrival,
 * and leaves old pages and the gaps between records unchanged; so a copy of its pages would reveal the order of
 * writing. Here every record is rewritten in the order of its key: the same content produces the same file, whatever
 * its history.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { trashPrefix, catalogueTree } from '../engine/catalogue.ts';
import { namingDamage } from '../engine/recordDamage.ts';
import { settledKey } from '../engine/settle.ts';
import { openStore, storeFileName } from '../engine/store.ts';
import { StoreFile } from '../engine/storeFile.ts';

/** A number of bytes and not a time, so that writes are split at the same points each time. */
const bytesPerWrite = 2 ** 20;

/**
 * @param folder of a store that no process has open; dropped collections in it are not copied
 * @param path of the new file; an existing file is replaced
 * @param origin the file to name in messages about damage, if the folder holds a copy of it
 * @throws EmbeddedStoreError when the store cannot be opened, or something in it is damaged
 */
export async function rewriteStore(
  folder: string,
  path: string,
  origin = join(folder, storeFileName),
): Promise<void> {
  await rm(path, { force: true });
  await namingDamage(origin, () => rewrite(folder, path));
}

async function rewrite(folder: string, path: string): Promise<void> {
  const from = await openStore(folder, { sync: false, readOnly: true });
  const to = new StoreFile(path, { sync: false });
  try {
    const trees = from.catalogue
      .list()
      .flatMap(({ tree, indexes }) => [tree, ...indexes.map((index) => index.tree)]);
    for (const tree of [catalogueTree, ...trees.sort((one, other) => one - other)]) {
      let next: Buffer | undefined = Buffer.alloc(0);
      while (next !== undefined) {
        const start: Buffer = next;
        next = await to.write(() => copySome(from.file, to, tree, start));
      }
    }
  } finally {
    await from.file.close();
    await to.close();
  }
}

/** @returns where to continue; undefined at the end of the tree */
function copySome(from: StoreFile, to: StoreFile, tree: number, start: Buffer): Buffer | undefined {
  let bytes = 0;
  for (const { key, value } of from.entries(tree, { from: start })) {
    if (bytes > bytesPerWrite) return key;
    if (tree === catalogueTree && (key.toString().startsWith(trashPrefix) || key.equals(settledKey)))
      continue;
    to.put(tree, key, value);
    bytes += key.length + value.length;
  }
  return undefined;
}
