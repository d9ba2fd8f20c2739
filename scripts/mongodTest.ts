/**
 * Runs the whole suite on a real MongoDB: `npm run test:mongod`. The server is a one-member replica set on the
 * loopback address; MONGOMS_SYSTEM_BINARY names a mongod, otherwise one is downloaded.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoMemoryReplSet } from 'mongodb-memory-server-core';

const systemBinary = process.env['MONGOMS_SYSTEM_BINARY'];
/**
 * Dropped collections are removed at once: if they were kept for the usual five minutes, the tests would exceed the
 * number that the server can keep open. Nor does it remove what has expired: the clocks of tests stand still in the past.
 */
const parameters = ['minSnapshotHistoryWindowInSeconds=0', 'ttlMonitorEnabled=false'];
const args = [...parameters.flatMap((parameter) => ['--setParameter', parameter]), '--syncdelay', '5'];
const folder = await mkdtemp(join(memoryOrDisk(), 'lang-nghe-mongod-'));
const set = await MongoMemoryReplSet.create({
  replSet: { count: 1, ip: '127.0.0.1', storageEngine: 'wiredTiger', args },
  instanceOpts: [{ dbPath: folder }],
  ...(systemBinary === undefined ? {} : { binary: { systemBinary } }),
});
try {
  // Not spawnSync: the server's log output must be read, or the server blocks.
  const suite = spawn('npm', ['run', 'test:all', '--', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, MONGODB_URI: set.getUri() },
  });
  const [code] = (await once(suite, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await set.stop();
  await rm(folder, { recursive: true, force: true });
}

/**
 * Every write is acknowledged when it is on disk, and creating a collection waits several times: in memory that takes
 * no time.
 */
function memoryOrDisk(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 4 * 2 ** 30 ? memory : tmpdir();
}
