/**
 * What a whole run shares: the sources compiled, for the tests that start programs, and one storage, of which each test file takes
 * a database of its own (storage.ts). The storage is the server of MONGODB_URI where it is set, else an embedded store.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..', '..');

export default async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-test-'));
  await chmod(folder, 0o711); // for tests that run a program as another user
  process.env.TMPDIR = folder; // what tests leave in it goes with it
  const compiled = await compile(join(folder, 'compiled'));
  const store = process.env.MONGODB_URI ? undefined : await startStore(compiled, join(folder, 'store'));
  process.env.TEST_COMPILED = compiled;
  process.env.TEST_KEYS = await mkdtemp(join(folder, 'keys-'));
  process.env.TEST_STORAGE_URI = store?.uri ?? process.env.MONGODB_URI;
  process.env.TEST_RUN = randomBytes(4).toString('hex');
  globalThis.tearDownTests = async () => {
    await (store?.close() ?? dropDatabases(compiled));
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }); // programs may still be ending in it
  };
}

async function startStore(compiled, folder) {
  const storage = await import(join(compiled, 'src', 'platform', 'storage', 'embedded', 'embeddedStore.js'));
  return await storage.startEmbeddedStore({ folder, sync: false, expires: false }); // both are tried on stores of their own
}

/** Those of this run on a server that was there before: workers keep theirs for the next file (storage.ts). */
async function dropDatabases(compiled) {
  const { connect } = await import(join(compiled, 'src', 'platform', 'storage', 'connection.js'));
  const connection = await connect(process.env.MONGODB_URI);
  const { databases } = await connection.listDatabases();
  for (const { name } of databases)
    if (name.startsWith(`test-${process.env.TEST_RUN}-`)) await connection.useDb(name).dropDatabase();
  await connection.close();
}

/** A folder that is to the programs what the project is. Types are not looked at: that takes a second, and another check does it. */
async function compile(folder) {
  await mkdir(folder);
  for (const name of [
    'package.json',
    '.prettierrc.json',
    'node_modules',
    'views',
    'locales',
    'public',
    'docs',
  ])
    await symlink(join(project, name), join(folder, name));
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['-p', 'tsconfig.json', '--noEmit', 'false', '--noCheck', '--outDir', folder];
  execFileSync(process.execPath, [compiler, ...options], { cwd: project, stdio: 'inherit' });
  return folder;
}
