/** The whole program, with its store, is killed before each step of a checkpoint; the log stays whole. */
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkRecords } from '../../src/collection/ledger/checkRecords.ts';
import { keyFolder, openSigners } from '../../src/collection/ledger/signers.ts';
import { loadVerifier } from '../../src/collection/ledger/verifier.ts';
import { openData } from '../../src/platform/storage/openData.ts';
import { openStores } from '../../src/app/stores.ts';
import { hoursLater, logOf, seal } from '../collection/ledger/smallLedger.ts';
import { useFolders } from '../support/folder.ts';
import { runSource } from '../support/process.ts';

const folders = useFolders();

test('killed before each step: nothing is lost, nothing is twice, and the key is readable by its owner alone', async () => {
  const folder = await folders();
  let runs = 0;
  let ended = false;
  while (!ended) {
    runs += 1;
    const running = runSource('test/collection/ledger/sealAndDie.ts', { args: [folder, String(runs)] });
    await running.ended;
    ended = /^steps \d+$/m.test(running.output());
    expect(ended || running.child.signalCode === 'SIGKILL' || running.output()).toBe(true);
  }
  expect(runs).toBeGreaterThan(12);

  const data = await openData(folder);
  const stores = await openStores(data.connection);
  const chest = keyFolder(join(folder, 'ledger-keys'));
  const signers = await openSigners(stores.ledger, chest);
  await seal(stores, signers, hoursLater(2 * runs + 2, 5));
  const lines = await logOf(stores, signers);
  const verifier = await loadVerifier();
  const now = hoursLater(2 * runs + 2, 10);
  const checked = await verifier.verifyLog(() => lines, {
    now: now.getTime(),
    key: signers.identity.firstKey,
  });
  expect(checked.rounds).toMatchObject([{ submissions: 31 * runs }]);
  expect(await checkRecords(stores, now)).toEqual({ logged: 31 * runs, waiting: 0, errors: [] });

  const keyId = signers.identity.firstKey.split('+')[1]!;
  expect((await stat(join(folder, 'ledger-keys', `${keyId}.pem`))).mode & 0o777).toBe(0o600);
  await rm(join(folder, 'ledger-keys'), { recursive: true });
  await expect(openSigners(stores.ledger, chest)).rejects.toThrow('Bring the file back from a backup');
  await data.close();
}, 300_000);
