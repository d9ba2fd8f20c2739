/**
 * One storage for the whole run: the server of MONGODB_URI where it is set, else an embedded store in a folder of its
 * own. Each test file takes a database of its own from it (storage.ts).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from 'tsx/esm/api';

export default async function setUp() {
  if (process.env.MONGODB_URI) {
    process.env.TEST_STORAGE_URI = process.env.MONGODB_URI;
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-test-'));
  register(); // jest does not transform what its global set-up imports
  const { startEmbeddedStore } = await import('../../src/storage/embedded/embeddedStore.ts');
  const store = await startEmbeddedStore({ folder });
  process.env.TEST_STORAGE_URI = store.uri;
  globalThis.tearDownTestStorage = async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
}
