/**
 * A program of its own for tests that kill or watch a server: serves a small city with an open round from DATA_DIR and
 * prints its address and process id. With `--unsynced` the store does not wait for the disk, which tests of durability must notice.
 */
import { readConfig } from '../../src/app/config.ts';
import { runProgram } from '../../src/app/runProgram.ts';
import { startEmbeddedStore } from '../../src/platform/storage/embedded/embeddedStore.ts';
import { fillSmallCity } from './builders.ts';

const config = readConfig(process.env);
const unsynced = process.argv.includes('--unsynced')
  ? await startEmbeddedStore({ folder: config.dataFolder, sync: false })
  : undefined;

const server = await runProgram(() => ({
  config: { ...config, mongodbUri: unsynced?.uri ?? config.mongodbUri },
  kind: 'real',
  async prepare({ stores }) {
    if (await stores.rounds.find('round')) return;
    const always = { opensAt: new Date('2026-01-01T00:00:00Z'), closesAt: new Date('2100-01-01T00:00:00Z') };
    await fillSmallCity(stores, { round: always });
  },
}));
console.log(`serving ${server.url} as ${process.pid}, metrics on ${server.metricsPort}`);
