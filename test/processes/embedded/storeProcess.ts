/**
 * A store in a process of its own, so that a test can kill it, or watch its system calls. Takes the folder, and
 * `nosync` to switch syncing off; prints its connection string.
 */
import { startEmbeddedStore } from '../../../src/platform/storage/embedded/embeddedStore.ts';

const [folder, sync] = process.argv.slice(2);
const store = await startEmbeddedStore({ folder: folder!, sync: sync !== 'nosync' });
console.log(store.uri);
process.once('SIGTERM', () => void store.close().then(() => process.exit(0)));
