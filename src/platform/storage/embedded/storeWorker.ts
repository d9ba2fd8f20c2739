/** The thread of an embedded store: opens the folder, answers clients, and runs background maintenance. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { answer, errorReply } from './commands/dispatch.ts';
import { Cursors } from './commands/cursors.ts';
import { dropUnfinishedIndexes } from './engine/buildIndex.ts';
import { emptyTrash, removeExpired } from './engine/chores.ts';
import { keepSettled } from './engine/settle.ts';
import { namingDamage } from './engine/recordDamage.ts';
import { openStore, requireCounts, storeFileName, type Store } from './engine/store.ts';
import { EmbeddedStoreError } from './embeddedStoreError.ts';
import { listen } from './wire/server.ts';

const choresMs = 60_000;

export interface WorkerData {
  readonly folder: string;
  readonly sync: boolean;
  readonly settles: boolean;
  readonly expires: boolean;
}

export type WorkerMessage = { readonly uri: string } | { readonly error: string } | { readonly closed: true };

async function serve({ folder, sync, settles, expires }: WorkerData): Promise<void> {
  const store = await namingDamage(join(folder, storeFileName), () => sound(folder, sync));
  const cursors = new Cursors();
  const server = await listen({ answer: (request) => answer(store, cursors, request), refuse: errorReply });

  let chores = doChores();
  const timer = setInterval(() => (chores = chores.then(doChores)), choresMs);
  async function doChores(): Promise<void> {
    try {
      await emptyTrash(store);
      if (expires) await removeExpired(store, new Date());
    } catch (error) {
      console.error('embedded store: cleaning up failed:', (error as Error).message);
    }
  }

  const end = new AbortController();
  const settling = settles ? keepSettled(store.file, end.signal) : undefined;

  parentPort!.once('message', async () => {
    clearInterval(timer);
    end.abort();
    await server.close();
    await chores;
    const settleLast = await settling;
    await settleLast?.();
    await store.file.close();
    tell({ closed: true });
  });
  tell({ uri: server.uri });
}

async function sound(folder: string, sync: boolean): Promise<Store> {
  const store = await openStore(folder, { sync });
  requireCounts(store);
  await dropUnfinishedIndexes(store);
  return store;
}

function tell(message: WorkerMessage): void {
  parentPort!.postMessage(message);
}

try {
  await serve(workerData as WorkerData);
} catch (error) {
  if (!(error instanceof EmbeddedStoreError)) throw error;
  tell({ error: error.message });
}
