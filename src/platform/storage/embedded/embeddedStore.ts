/**
 * The embedded store: documents in a folder, served to MongoDB's official driver by a thread of this process.
 * docs/embedded-store.md lists everything that it supports and everything that it refuses.
 */
import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../startThread.ts';
import { lockFolder } from './folderLock.ts';
import { EmbeddedStoreError } from './embeddedStoreError.ts';
import type { WorkerData, WorkerMessage } from './storeWorker.ts';

export { EmbeddedStoreError };

export interface EmbeddedStore {
  /** Connection string for the driver. */
  readonly uri: string;
  close(): Promise<void>;
}

/**
 * Opens the folder (created if missing) and listens; no other process can open it until `close`.
 *
 * @param options.sync false only where the state on disk does not matter: in tests, and until a file is complete and synced as a whole
 * @param options.settles false only for a store that is opened again before anybody uses it: until then, its file shows the order of
 *   arrival
 * @param options.expires false only for tests, whose clocks stand still in the past: documents stay beyond their date
 * @throws EmbeddedStoreError when the folder is in use, cannot be written, or holds data that this program cannot read
 */
export async function startEmbeddedStore(options: {
  folder: string;
  sync?: boolean;
  settles?: boolean;
  expires?: boolean;
}): Promise<EmbeddedStore> {
  closeFolder(options.folder);
  const lock = lockFolder(options.folder);
  try {
    const { folder, sync = true, settles = true, expires = true } = options;
    const workerData: WorkerData = { folder, sync, settles, expires };
    const worker = startThread(new URL('./storeWorker.ts', import.meta.url), { workerData });
    const uri = await firstWord(worker);
    lock.announce(uri);
    return {
      uri,
      async close() {
        worker.postMessage('close');
        await ended(worker);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Creates the folder and restricts access to its owner; a folder that another user owns keeps its permissions. */
function closeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch {
    // Taking the lock detects and reports a folder that cannot be written.
  }
}

/** Once the store serves, nothing handles its errors any more: if it dies, the program ends. */
async function firstWord(worker: Worker): Promise<string> {
  const [message] = (await once(worker, 'message')) as [WorkerMessage];
  if ('uri' in message) return message.uri;
  throw new EmbeddedStoreError('error' in message ? message.error : 'the store ended before it began');
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('message', () => void worker.terminate());
    worker.once('exit', () => resolve());
  });
}
