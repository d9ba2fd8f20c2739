import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openStorage } from '../../src/platform/storage/connection.ts';
import { answer } from '../support/citizen.ts';
import { useFolders } from '../support/folder.ts';
import { runSource, serveSmallCity } from '../support/process.ts';

const newFolder = useFolders();

/** `lang-nghe …` on a data folder. */
async function command(folder: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const env = { DATA_DIR: folder, MONGODB_URI: '' };
  const running = runSource('test/support/command.ts', { env, args });
  await running.ended;
  return { code: running.child.exitCode, said: running.output() };
}

async function countIn(dataFolder: string): Promise<Record<string, number>> {
  const storage = await openStorage({ mongodbUri: undefined, dataFolder });
  const [submissions = 0, frameKeys = 0] = await Promise.all(
    ['submissions', 'frameKeys'].map((name) => storage.connection.collection(name).countDocuments({})),
  );
  await storage.close();
  return { submissions, frameKeys };
}

/** Which is to be gone in time, and so in no backup. */
async function addFrameKey(dataFolder: string): Promise<void> {
  const storage = await openStorage({ mongodbUri: undefined, dataFolder });
  await storage.connection.collection('frameKeys').insertOne({ bytes: 'secret' });
  await storage.close();
}

test('a running store is backed up, restored elsewhere, checked and compacted, and serves again', async () => {
  const root = await newFolder();
  const [data, other, file] = [join(root, 'data'), join(root, 'other'), join(root, 'backup')];
  const server = await serveSmallCity(data);
  expect(await command(data, 'backup', file)).toMatchObject({ code: 0 });
  await answer(server.url, 'WARD22', { q1: 4, q2: 5 });
  await server.end('SIGTERM');
  await addFrameKey(data);

  const later = join(root, 'later');
  expect(await command(data, 'backup', later)).toMatchObject({ code: 0 });
  expect(await command(join(root, 'third'), 'restore', later)).toMatchObject({ code: 0 });
  expect(await countIn(data)).toEqual({ submissions: 1, frameKeys: 1 });
  expect(await countIn(join(root, 'third'))).toEqual({ submissions: 1, frameKeys: 0 });

  expect((await command(data, 'restore', file)).said).toContain('not empty');
  expect(await command(other, 'restore', file)).toMatchObject({ code: 0 });
  expect(await command(other, 'store', 'check')).toMatchObject({ code: 0 });
  expect(await command(other, 'store', 'compact')).toMatchObject({ code: 0 });
  await cp(join(data, 'ledger-keys'), join(other, 'ledger-keys'), { recursive: true });
  const restored = await serveSmallCity(other);
  expect((await fetch(`${restored.url}/s/WARD22`)).status).toBe(200);
  await restored.end('SIGTERM');
}, 300_000);

test('a backup that was altered is named, and nothing is put in its place', async () => {
  const root = await newFolder();
  await writeFile(join(root, 'backup'), '{"kind":"embedded store backup"}\nnonsense');
  const { code, said } = await command(join(root, 'data'), 'restore', join(root, 'backup'));
  expect(code).toBe(1);
  expect(said).toMatch(/backup/);
  expect(said).not.toMatch(/^\s+at /m);
});
