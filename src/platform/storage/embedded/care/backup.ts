/**
 * Backups: one file that starts with a header line with its format and digest, followed by the rewritten file of the
 * store. Any process can make one while the store runs.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { namingDamage } from '../engine/recordDamage.ts';
import { openStore, storeFileName } from '../engine/store.ts';
import { lockFolder } from '../folderLock.ts';
import { EmbeddedStoreError } from '../embeddedStoreError.ts';
import { checkStore } from './checkStore.ts';
import { digestOf, moveIntoPlace } from './copyFile.ts';
import { copyOf } from './copyStore.ts';
import { rewriteStore } from './rewriteStore.ts';

const kind = 'embedded store backup';

interface Head {
  readonly kind: typeof kind;
  readonly createdAt: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface BackupOptions {
  /** Names of collections (of any database) to leave out of the backup. */
  readonly leaveOut?: readonly string[];
}

/**
 * Writes a verified copy of the store to `file`, which appears only when it is complete. Meanwhile, its folder holds at
 * most two temporary copies.
 *
 * @throws EmbeddedStoreError when the store is damaged, so that a bad backup never replaces a good one
 */
export async function backupStore(folder: string, file: string, options: BackupOptions = {}): Promise<Head> {
  await mkdir(dirname(resolve(file)), { recursive: true });
  const work = await mkdtemp(`${resolve(file)}.`);
  try {
    await copyOf(folder, join(work, 'copy'));
    if (options.leaveOut?.length) await leaveOut(join(work, 'copy'), options.leaveOut);
    await mkdir(join(work, 'checked'));
    await rewriteStore(join(work, 'copy'), join(work, 'checked', storeFileName), join(folder, storeFileName));
    await rm(join(work, 'copy'), { recursive: true });
    await requireSound(join(work, 'checked'), folder);
    const content = join(work, 'checked', storeFileName);
    const head: Head = {
      kind,
      createdAt: new Date().toISOString(),
      bytes: (await stat(content)).size,
      sha256: await digestOf(content),
    };
    const whole = join(work, 'backup');
    const output = createWriteStream(whole, { mode: 0o600 });
    output.write(`${JSON.stringify(head)}\n`);
    await pipeline(createReadStream(content), output);
    await moveIntoPlace(whole, resolve(file));
    return head;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function leaveOut(folder: string, names: readonly string[]): Promise<void> {
  await namingDamage(join(folder, storeFileName), async () => {
    const store = await openStore(folder, { sync: false });
    try {
      await store.file.write(() => {
        for (const collection of store.catalogue.list())
          if (names.includes(collection.name)) store.catalogue.drop(collection);
      });
    } finally {
      await store.file.close();
    }
  });
}

async function requireSound(folder: string, origin: string): Promise<void> {
  const { errors } = await checkStore(folder);
  if (errors.length > 0)
    throw new EmbeddedStoreError(`the store in ${origin} is damaged and was not backed up: ${errors[0]}`);
}

/**
 * Restores a backup into an empty or missing folder, after comparing its digest and checking every document in it.
 *
 * @throws EmbeddedStoreError when the file is not a backup or is damaged, or the folder is not empty
 */
export async function restoreStore(file: string, folder: string): Promise<Head> {
  const { head, start } = await readHead(file);
  if ((await stat(file)).size !== start + head.bytes || (await digestOf(file, start)) !== head.sha256)
    throw new EmbeddedStoreError(`the backup ${file} is damaged (its digest differs); use another one`);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new EmbeddedStoreError(
      `the folder ${folder} is not empty; a backup is restored into an empty one only`,
    );
  const lock = lockFolder(folder);
  const work = await mkdtemp(join(folder, 'restore-'));
  try {
    await pipeline(
      createReadStream(file, { start }),
      createWriteStream(join(work, storeFileName), { mode: 0o600 }),
    );
    await requireSound(work, file);
    await moveIntoPlace(join(work, storeFileName), join(folder, storeFileName));
    return head;
  } finally {
    await rm(work, { recursive: true, force: true });
    lock.release();
  }
}

async function readHead(file: string): Promise<{ head: Head; start: number }> {
  const handle = await open(file, 'r').catch((error: Error) => {
    throw new EmbeddedStoreError(`the backup ${file} cannot be read (${error.message})`);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    const head = JSON.parse(buffer.toString('utf8', 0, Math.max(end, 0))) as Head;
    if (head.kind !== kind) throw new SyntaxError('another kind of file');
    return { head, start: end + 1 };
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new EmbeddedStoreError(`the file ${file} is not a backup of a store`);
    throw error;
  } finally {
    await handle.close();
  }
}
