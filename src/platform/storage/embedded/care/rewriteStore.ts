/**
 * A new file that holds what another one holds, and nothing else. LMDB adds records to a page in the order in which
 * they come, and leaves old pages and the gaps between records as they were; so a copy of its pages would tell what
 * was written after what. Here every record is written anew, in the order of its key: the same content makes the same
 * file, however it came about.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { trashPrefix, catalogueTree } from '../engine/catalogue.ts';
import { namingDamage } from '../engine/recordDamage.ts';
import { settledKey } from '../engine/settle.ts';
import { openStore, storeFileName } from '../engine/store.ts';
import { StoreFile } from '../engine/storeFile.ts';

/** Counted and not timed, so that writes are cut at the same places each time. */
const bytesPerWrite = 2 ** 20;

/**
 * @param folder of a store that nobody has open; what was dropped there is not carried over
 * @param path of the new file; one that is there is replaced
 * @param origin the file that is named where something is damaged, if that folder holds a copy of it
 * @throws StoreFault when the store cannot be opened, or something in it is damaged
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

/** @returns where to go on; undefined at the end of the tree */
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
