/**
 * Compiles what tests start as programs of their own, and opens one storage for the whole run: the server of MONGODB_URI where
 * it is set, else an embedded store in a folder of its own. Each test file takes a database of its own from it (storage.ts).
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function setUp() {
  const project = join(import.meta.dirname, '..', '..');
  const build = [join(project, 'scripts', 'build.js'), '--if-needed', '--for-tests'];
  execFileSync(process.execPath, build, { stdio: 'inherit' });
  if (process.env.MONGODB_URI) {
    process.env.TEST_STORAGE_URI = process.env.MONGODB_URI;
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-test-'));
  const { startEmbeddedStore } = await import('../../dist/for-tests/src/storage/embedded/embeddedStore.js');
  const store = await startEmbeddedStore({ folder });
  process.env.TEST_STORAGE_URI = store.uri;
  globalThis.tearDownTestStorage = async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
}
