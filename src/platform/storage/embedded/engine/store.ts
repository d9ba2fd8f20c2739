/** The parts of an open store that commands use. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedStoreError } from '../embeddedStoreError.ts';
import { Catalogue, namespaceOf, noOptions, type Collection } from './catalogue.ts';
import { Documents } from './documents.ts';
import { StoreFile } from './storeFile.ts';
import { damagedFile } from './pageWalk.ts';

export interface Store {
  readonly file: StoreFile;
  readonly catalogue: Catalogue;
  readonly documents: Documents;
}

export const storeFileName = 'store.mdb';

/** Version of the file layout. A newer program migrates an older file one version at a time, never back. */
const formatVersion = 1;

/** Steps from version n (the key) to n + 1, each run as one write. */
const migrations: Readonly<Record<number, (file: StoreFile) => void>> = {};

const formatTree = 0;
const formatKey = Buffer.from('format');

export async function openStore(
  folder: string,
  options: { sync: boolean; readOnly?: boolean },
): Promise<Store> {
  const path = join(folder, storeFileName);
  const isNew = !existsSync(path);
  const file = new StoreFile(path, options);
  try {
    if (!options.readOnly) await bringForward(file, isNew);
    else requireVersion(file, formatVersion);
    const catalogue = new Catalogue(file);
    return { file, catalogue, documents: new Documents(file, catalogue) };
  } catch (error) {
    await file.close();
    if (error instanceof EmbeddedStoreError) throw error;
    throw damagedFile(path, (error as Error).message);
  }
}

/**
 * Before a store serves: checks that the number of documents equals the stored count.
 *
 * @throws EmbeddedStoreError where documents are missing, or there are too many
 */
export function requireCounts({ file, catalogue }: Store): void {
  for (const collection of catalogue.list()) {
    const [kept, found] = [catalogue.count(collection), file.countsAtOpening.get(collection.tree) ?? 0];
    if (kept !== found)
      throw damagedFile(
        file.path,
        `${collection.namespace} holds ${found} documents and says that it holds ${kept}`,
      );
  }
}

async function bringForward(file: StoreFile, isNew: boolean): Promise<void> {
  const version = isNew ? formatVersion : requireVersion(file, formatVersion);
  await file.write(() => {
    for (let step = version; step < formatVersion; step++) migrations[step]!(file);
    if (isNew || version !== formatVersion)
      file.put(formatTree, formatKey, Buffer.from(String(formatVersion)));
  });
}

/** The version that the file declares. */
function requireVersion(file: StoreFile, newest: number): number {
  const written = file.get(formatTree, formatKey)?.toString();
  const version = Number(written);
  if (written === undefined || !Number.isInteger(version) || version < 1)
    throw new EmbeddedStoreError(
      `the file ${file.path} is not a store, or is damaged; restore a backup into an empty folder`,
    );
  if (version > newest)
    throw new EmbeddedStoreError(
      `the file ${file.path} has format ${version} and this program knows ${newest}; start it with a newer version of the program`,
    );
  return version;
}

export function findCollection(store: Store, database: string, name: string): Collection | undefined {
  return store.catalogue.find(namespaceOf(database, name));
}

/** The collection, created if it does not exist yet; in a write job. */
export function ensureCollection(store: Store, database: string, name: string): Collection {
  return findCollection(store, database, name) ?? store.catalogue.create(database, name, noOptions);
}
