/** The program is killed while it counts, and counts on when it is started again. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { openStorage } from '../../src/platform/storage/connection.ts';
import { openStores } from '../../src/app/stores.ts';
import { countAnew } from '../../src/processing/tallies/countAnew.ts';
import { answer } from '../support/citizen.ts';
import { whenCounted, withStoresOf } from '../support/countedRound.ts';
import { countAll } from '../support/counting.ts';
import { useFolders } from '../support/folder.ts';
import { serveSmallCity } from '../support/process.ts';

const folder = useFolders();
const forms = 120;
const atOnce = 20;

test('killed three times while forms come in, it has counted each once', async () => {
  const dataFolder = await folder();
  let accepted = 0;
  for (let kill = 0; kill < 3; kill++) {
    const server = await serveSmallCity(dataFolder);
    const sending = Array.from({ length: atOnce }, async () => {
      for (let form = 0; form < forms / atOnce; form++) {
        const sent = await answer(server.url, 'WARD22', { q1: 5, q2: 4, q3: 2 }).catch(() => undefined);
        if (sent?.status === 303) accepted += 1;
      }
    });
    const wanted = 40 * (kill + 1);
    await until(() => accepted >= wanted);
    await server.end('SIGKILL');
    await Promise.all(sending);
  }

  const server = await serveSmallCity(dataFolder);
  const { received, tookMs } = await withStoresOf(dataFolder, async (stores) => {
    const before = await whenCounted(stores);
    expect(before.forms).toBeGreaterThanOrEqual(accepted); // one may be kept whose answer was cut off
    for (let form = 0; form < 10; form++) {
      expect((await answer(server.url, 'WARD22', { q1: 5, q2: 4, q3: 2 })).status).toBe(303);
    }
    const sentAtMs = performance.now();
    const after = await whenCounted(stores);
    expect([after.forms, after.index.people]).toEqual([before.forms + 10, before.index.people + 10]);
    return { received: before.forms, tookMs: performance.now() - sentAtMs };
  });
  await server.end('SIGTERM');

  const storage = await openStorage({ mongodbUri: undefined, dataFolder });
  try {
    const stores = await openStores(storage.connection);
    await countAll(stores); // what came last, if it was ended before
    const outcome = await countAnew({
      stores,
      purpose: 'check',
      onProgress() {},
      logError({ error }) {
        throw error;
      },
    });
    expect(outcome).toMatchObject({
      tallies: { submissions: received + 10, differing: [] },
      columns: { differing: [] },
    });
  } finally {
    await storage.close();
  }
  process.stderr.write(`the next ten were counted after ${Math.round(tookMs)} ms\n`);
}, 300_000);

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(5);
}
