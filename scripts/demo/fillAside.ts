/**
 * Fills the embedded store of a new demo in a folder of its own, where nothing waits for the disk. What is complete is
 * synced as a whole and moved into place; what was interrupted is discarded by the next start.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../src/app/config.ts';
import { openInstallation, type OpenedInstallation } from '../../src/app/openInstallation.ts';
import { openStores } from '../../src/app/stores.ts';
import { connect } from '../../src/platform/storage/connection.ts';
import { moveIntoPlace } from '../../src/platform/storage/embedded/care/copyFile.ts';
import { startEmbeddedStore } from '../../src/platform/storage/embedded/embeddedStore.ts';
import { storeFileName } from '../../src/platform/storage/embedded/engine/store.ts';
import { lockFolder } from '../../src/platform/storage/embedded/folderLock.ts';

/**
 * Does nothing where there is a store already, or a database.
 *
 * @throws EmbeddedStoreError when another process uses the data folder, or it cannot be written
 */
export async function fillAside(
  config: Config,
  fill: (opened: OpenedInstallation) => Promise<unknown>,
): Promise<void> {
  const { mongodbUri, dataFolder } = config;
  const place = join(dataFolder, storeFileName);
  if (mongodbUri !== undefined || existsSync(place)) return;
  const lock = lockFolder(dataFolder);
  try {
    const folder = join(dataFolder, 'filling');
    rmSync(folder, { recursive: true, force: true });
    const store = await startEmbeddedStore({ folder, sync: false, settles: false });
    try {
      const connection = await connect(store.uri);
      try {
        await fill(await openInstallation({ config, kind: 'demo' }, await openStores(connection)));
      } finally {
        await connection.close();
      }
    } finally {
      await store.close();
    }
    await moveIntoPlace(join(folder, storeFileName), place);
    rmSync(folder, { recursive: true });
  } finally {
    lock.release();
  }
}
