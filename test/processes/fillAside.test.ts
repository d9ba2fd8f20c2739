import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/app/config.ts';
import { openStorage } from '../../src/platform/storage/connection.ts';
import { fillAside } from '../../scripts/demo/fillAside.ts';
import { useFolders } from '../support/folder.ts';

const newFolder = useFolders();
const configOf = (DATA_DIR: string) => readConfig({ DATA_DIR });

test('a new demo is moved into place when it is full, and not filled again', async () => {
  const config = configOf(await newFolder());
  const { dataFolder } = config;
  const seen: string[][] = [];
  await fillAside(config, async ({ stores }) => {
    await stores.installation.markDemoFilled();
    seen.push(await readdir(dataFolder));
  });
  expect(seen).toEqual([['filling', 'ledger-keys', 'store.lock']]);
  expect((await readdir(dataFolder)).filter((name) => !name.includes('lock'))).toEqual([
    'ledger-keys',
    'store.mdb',
  ]);
  const storage = await openStorage(config);
  expect(await storage.connection.collection('installation').findOne()).toMatchObject({
    kind: 'demo',
    demoFilled: true,
  });
  await storage.close();
  await fillAside(config, async () => void seen.push([]));
  expect(seen).toHaveLength(1);
});

test('what was interrupted is neither opened nor continued', async () => {
  const config = configOf(await newFolder());
  const failing = fillAside(config, async ({ stores }) => {
    await stores.installation.markDemoFilled();
    throw new Error('interrupted');
  });
  await expect(failing).rejects.toThrow('interrupted');
  expect(existsSync(join(config.dataFolder, 'store.mdb'))).toBe(false);
  const found: boolean[] = [];
  await fillAside(config, async ({ installation }) => void found.push(installation.demoFilled));
  expect(found).toEqual([false]);
});
