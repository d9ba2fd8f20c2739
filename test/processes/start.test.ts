/** What a person sees who starts the program where something is missing: one sentence, and an exit code that is not 0. */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openStorage } from '../../src/platform/storage/connection.ts';
import { useFolders } from '../support/folder.ts';
import { runSource, serveSmallCity } from '../support/process.ts';

const newFolder = useFolders();

describe('a start that cannot be', () => {
  async function refusal(env: Record<string, string>, file = 'src/main.ts'): Promise<string> {
    const running = runSource(file, { env: { PORT: '0', MONGODB_URI: '', ...env } });
    await running.ended;
    expect(running.child.exitCode).toBe(1);
    expect(running.output()).not.toMatch(/^\s+at /m);
    return running.output().trim();
  }

  test('says that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const { port } = other.address() as AddressInfo;
    const said = await refusal({ PORT: String(port), DATA_DIR: await newFolder() });
    expect(said).toBe(`Port ${port} is taken by another program: stop it or choose another PORT.`);
    other.close();
  });

  test('says that another process uses the data folder, and leaves that one alone', async () => {
    const folder = await newFolder();
    const first = await serveSmallCity(folder);
    expect(await refusal({ DATA_DIR: folder })).toMatch(/in use by process \d+/);
    expect((await fetch(`${first.url}/s/WARD22`)).status).toBe(200);
    await first.end('SIGTERM');
  });

  test('says that the data folder cannot be written', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'file'), '');
    expect(await refusal({ DATA_DIR: join(folder, 'file') })).toContain(join(folder, 'file'));
  });

  test('names every wrong setting at once', async () => {
    const said = await refusal({ PORT: 'eighty', MONGODB_URI: 'localhost', DATA_DIR: await newFolder() });
    expect(said.split('\n')).toHaveLength(2);
  });

  test('says that the store was written by a newer program', async () => {
    const folder = await newFolder();
    const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
    await storage.connection
      .collection<{ _id: string; version: number }>('schema')
      .insertOne({ _id: 'units', version: 99 });
    await storage.close();
    expect(await refusal({ DATA_DIR: folder })).toContain('install the newer program');
  });

  test('as a demo refuses a folder that holds a real installation', async () => {
    const folder = await newFolder();
    const real = await serveSmallCity(folder);
    await real.end('SIGTERM');
    expect(await refusal({ DATA_DIR: folder }, 'scripts/demo.ts')).toContain('holds a real installation');
  });
});

test('a start on an embedded store leads at once, whatever the program before it has left', async () => {
  const folder = await newFolder();
  const leaseIn = async (change: object) => {
    const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
    const leases = storage.connection.collection<{ _id: string; holder: string }>('leases');
    const found = await leases.findOneAndUpdate({ _id: 'leader' }, { $set: change });
    await storage.close();
    return found?.holder;
  };
  await (await serveSmallCity(folder)).end('SIGTERM');
  expect(await leaseIn({ holder: 'killed' })).toBe('');
  await (await serveSmallCity(folder)).end('SIGTERM');
  expect(await leaseIn({})).toBe('');
});
