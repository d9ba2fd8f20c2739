/** The drill: a backup that the program made while people answered is put somewhere else, and is an installation again. */
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import { leftOut } from '../../src/app/backups/backupCommands.ts';
import { listBackups } from '../../src/app/backups/schedule.ts';
import { verifyInstallation } from '../../src/app/backups/verifyInstallation.ts';
import { openStorage } from '../../src/platform/storage/connection.ts';
import { backupStore, restoreStore } from '../../src/platform/storage/embedded/care/backup.ts';
import { openStores } from '../../src/app/stores.ts';
import { whenCounted, withStoresOf } from '../support/countedRound.ts';
import { useFolders } from '../support/folder.ts';
import { serveSmallCity } from '../support/process.ts';
import { crowd, exchange } from './crowd.ts';
import { errorsMs, isLong } from './long.ts';

jest.setTimeout(errorsMs);

const newFolder = useFolders();

test('a backup under load, and one after it, come back with ledger, tallies and the same index', async () => {
  const root = await newFolder();
  const [data, backups] = [join(root, 'data'), join(root, 'backups')];
  const server = await serveSmallCity(data, { env: { BACKUP_DIR: backups } });
  let people = 0;
  const receipts = new Map<string, string>();
  // Answers go on until the program has made its backup.
  while ((await listBackups(backups)).length === 0) {
    const sent = await crowd({ address: () => server.url, people: isLong ? 500 : 20, atOnce: 8 });
    for (const [comment, receipt] of sent.receipts) receipts.set(comment, receipt);
    people += sent.receipts.size;
    expect(server.output()).not.toContain('"level":"error"');
    if (!isLong) await wait(200); // the backup is to have a turn on a small machine
  }

  const before = await withStoresOf(data, whenCounted);
  expect(before.forms).toBe(people);
  await backupStore(data, join(root, 'after'), { leaveOut: leftOut });
  await server.end('SIGTERM');

  const [first = ''] = await readdir(backups);
  const [during, after] = [join(root, 'during-data'), join(root, 'after-data')];
  await restoreStore(join(backups, first), during);
  await restoreStore(join(root, 'after'), after);
  for (const [folder, least] of [[during, 1] as const, [after, people] as const]) {
    const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
    const said: string[] = [];
    expect([
      await verifyInstallation(await openStores(storage.connection), (line) => said.push(line)),
      said,
    ]).toEqual([true, expect.anything()]);
    const kept = await storage.connection.collection('submissions').find().toArray();
    expect(kept.length).toBeGreaterThanOrEqual(least);
    expect(kept.every(({ comment }) => receipts.has(String(comment)))).toBe(true);
    await storage.close();
  }

  await cp(join(data, 'ledger-keys'), join(after, 'ledger-keys'), { recursive: true });
  const elsewhere = await serveSmallCity(after);
  expect(await withStoresOf(after, whenCounted)).toEqual(before);
  expect((await exchange(`${elsewhere.url}/results/round`)).status).toBe(200);
  const [receipt = ''] = receipts.values();
  expect((await exchange(`${elsewhere.url}${receipt}`)).status).toBe(200);
  await elsewhere.end('SIGTERM');
});
